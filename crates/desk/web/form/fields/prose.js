// The field of prose: a text area, so that typing, input methods, undo and spelling work as
// everywhere, over a layer that shows bold, italics and links as they print and their marks
// quietly. A rendering that is edited itself would look more like Word, but browsers differ in
// what they do to it at each paste, undo and composed character, and one lost mark is lost text.

import { element, uniqueId } from '../../dom.js';
import { moveRange, spliceBetween } from '../../editor/splice.js';
import { say } from '../../words.js';
import { createShell, hintOf, isComposing, labelled, onLeave } from './parts.js';
import { ProseLayer } from './prose/layer.js';
import { createLinkRow } from './prose/link-row.js';
import { addressOf, backspace, enter, isInList, setLink, stateOf, toggleEmphasis, toggleList, toggleQuote, tokenAt } from './prose/marks.js';
import { fromHtml, fromPlain } from './prose/paste.js';
import { placeOf } from './prose/place-of.js';
import { createToolbar } from './prose/toolbar.js';

/** Creates the field. */
export function createProseField(field, context) {
  const layer = new ProseLayer();
  const area = element('textarea', {
    className: 'prose-area', rows: 1, spellcheck: true, readOnly: context.readOnly, autocomplete: 'off',
    placeholder: field.example ?? '', lang: languageOf(context) ?? '', ...labelled(context),
    onkeydown: keyPressed,
    onpaste: pasted,
  });
  if (!area.id) area.id = uniqueId('prose');
  const toolbar = createToolbar(area.id, act, () => area.focus({ preventScroll: true }));
  const link = createLinkRow({ done: linkDone, close: () => closeLink() });
  const paper = element('div', { className: 'prose-paper' }, layer.element, area);
  // An item of a list is short, and one of many.
  const isItem = context.path.endsWith(']');
  const shell = createShell(`control-prose${isItem ? ' is-item' : ''}`, context.readOnly ? null : toolbar.element, link.element, paper);
  toolbar.hint(say('prose-hint'));
  /** Line ends of the value that are not shown. */
  let tail = '';
  /** The selection that a link is for. */
  let linked = null;

  const selection = () => ({ text: area.value, start: area.selectionStart, end: area.selectionEnd });
  /** A text that stands in the file until there is one. */
  let unfilled = null;
  const value = () => (area.value.trim() ? area.value + tail : null);
  const marks = () => document.activeElement === area && toolbar.mark(stateOf(selection()));

  area.addEventListener('input', (event) => {
    layer.show(area.value);
    // The page waits until an input method has finished a character.
    unfilled = null;
    if (!event.isComposing) context.edit(value());
    marks();
  });
  area.addEventListener('compositionend', () => context.edit(value()));
  area.addEventListener('select', marks);
  area.addEventListener('keyup', marks);
  area.addEventListener('pointerup', () => setTimeout(marks));
  area.addEventListener('focus', () => setTimeout(marks));
  onLeave(shell, () => {
    link.close();
    toolbar.mark({});
    context.leave(unfilled ?? value());
  });

  function keyPressed(event) {
    if (isComposing(event) || context.readOnly) return;
    const { key } = event;
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const name = isCommand && { b: 'strong', i: 'em', k: 'link' }[key.toLowerCase()];
    if (name) act(name);
    else if (key === 'F10' && event.altKey) toolbar.focus();
    else if (key === 'Enter' && enterAdds()) {
      // An item of a list is finished by Enter, unless it has a list of its own.
      if (!event.shiftKey && !isInList(selection())) return;
      event.stopPropagation();
      replace(enter(selection()));
    } else if (key === 'Enter' && event.shiftKey && !isCommand) replace({ start: area.selectionStart, end: area.selectionEnd, text: '  \n' });
    else if (key === 'Enter' && !isCommand && !event.altKey) replace(enter(selection()));
    else if (key === 'Backspace' && !isCommand && !event.altKey) {
      const cut = backspace(selection());
      if (!cut) return;
      replace(cut);
    } else return;
    event.preventDefault();
  }

  const enterAdds = () => area.closest('.field')?.hasAttribute('data-enter-adds');

  function act(name) {
    if (name === 'link') return openLink();
    const change = { strong: () => toggleEmphasis(selection(), 'strong'), em: () => toggleEmphasis(selection(), 'em'), list: () => toggleList(selection()), quote: () => toggleQuote(selection()) };
    replace(change[name]());
    marks();
  }

  function openLink() {
    linked = selection();
    link.open(tokenAt(linked, 'link')?.url ?? null);
  }

  function linkDone(address) {
    const change = setLink(linked, address);
    closeLink();
    if (address.trim() || change.text !== linked.text.slice(change.start, change.end)) replace(change);
  }

  function closeLink() {
    link.close();
    area.focus({ preventScroll: true });
    if (linked) area.setSelectionRange(linked.start, linked.end);
    linked = null;
  }

  // The browser's own command for typing is the only one that its undo knows.
  function replace({ start, end, text, select }) {
    area.focus({ preventScroll: true });
    if (area.value.slice(start, end) !== text) {
      area.setSelectionRange(start, end);
      if (!document.execCommand(text ? 'insertText' : 'delete', false, text)) {
        area.setRangeText(text, start, end, 'end');
        area.dispatchEvent(new InputEvent('input'));
      }
    }
    if (select) area.setSelectionRange(...select);
  }

  function pasted(event) {
    if (context.readOnly || event.defaultPrevented) return;
    const plain = event.clipboardData.getData('text/plain');
    const html = event.clipboardData.getData('text/html');
    const { text, start, end } = selection();
    const isAddress = /^\s*(?:https?:\/\/|mailto:|www\.)\S+\s*$/i.test(plain);
    if (isAddress && start !== end && !text.slice(start, end).includes('\n')) {
      event.preventDefault();
      return replace(setLink(selection(), addressOf(plain)));
    }
    const words = (html && fromHtml(html)) || fromPlain(plain);
    if (!words) return;
    event.preventDefault();
    // What begins as a list or a quotation begins a line of its own.
    const isOwn = /^(?:- |\d+[.)] |> )/.test(words);
    const before = text.slice(0, start);
    const gap = isOwn && before.trim() && !before.endsWith('\n') ? '\n\n' : '';
    const edge = plain.match(/^\s?/)[0].includes(' ') && !html && before && !/\s$/.test(before) ? ' ' : '';
    const trail = / $/.test(plain) && !words.includes('\n') ? ' ' : '';
    replace({ start, end, text: gap + edge + words + trail });
  }

  return {
    element: shell,
    show(next) {
      unfilled = hintOf(next) === null ? null : next;
      const text = unfilled ? '' : String(next ?? '');
      area.placeholder = hintOf(unfilled) || (field.example ?? '');
      tail = text.match(/\n*$/)[0];
      const shown = text.slice(0, text.length - tail.length);
      // An end of a line that is being written is not taken away.
      if (area.value === shown || (document.activeElement === area && area.value.trimEnd() === shown.trimEnd())) return;
      showText(area, shown);
      layer.show(area.value);
    },
    focus(at) {
      area.focus({ preventScroll: true });
      if (at === undefined || at === null) return;
      const offset = placeOf(area.value, at);
      area.setSelectionRange(offset, offset);
      marks();
    },
  };
}

// The caret keeps its word.
function showText(area, text) {
  const hasFocus = document.activeElement === area;
  const splice = spliceBetween(area.value, text);
  const caret = { start: area.selectionStart, end: area.selectionEnd };
  area.value = text;
  if (!hasFocus) return;
  const after = splice.start + splice.text.length;
  const moved = moveRange(caret, splice) ?? { start: after, end: after };
  area.setSelectionRange(moved.start, moved.end);
}

// The language in which the browser checks the spelling: the first of the record.
const languageOf = (context) => [context.form?.value?.('languages')].flat()[0];
