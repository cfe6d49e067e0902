// A field with all that is around it: its label, what is wrong with it, and what an editor says.

import { button, element, setText, uniqueId } from '../dom.js';
import { createShare } from '../photos/share.js';
import { say } from '../words.js';
import { createField } from './fields/index.js';
import { hintOf } from './fields/parts.js';
import { createNotes } from './notes.js';
import { isSame } from './paths.js';

/** The kinds that are texts: these stay in the file, empty, while somebody writes in them. */
const TEXTS = ['text', 'lines', 'prose', 'address'];

const isEmpty = (value) => value === null || value === undefined || value === '';

/** Returns the hint of what is still to be filled in, or `null`; that of a list is its one item. */
const hintIn = (value) => hintOf(Array.isArray(value) && value.length === 1 ? value[0] : value);

/**
 * Creates a field at a place. `label` is shown, unless it is only for screen readers, as in lists;
 * `isItem` says that whoever made it removes it once it is empty.
 */
export function createFrame(field, place, { isLabelHidden = false, isItem = false } = {}) {
  const { form } = place;
  const ids = { input: uniqueId('field'), label: uniqueId('label'), about: uniqueId('about'), problem: uniqueId('problem') };
  const label = element('label', { id: ids.label, htmlFor: ids.input }, field.label);
  const mark = element('span', { className: 'field-mark', hidden: true }, say('form-needed'));
  // What a new record asks for need not be said. Whoever goes on with the Tab key comes to the field
  // itself, where Delete does the same.
  const leaveOut = button(say('form-leave-out'), () => {
    place.change({ op: 'remove' });
    inner.focus();
  }, { className: 'quiet leave-out', hidden: true, tabIndex: -1, title: say('form-leave-out-keys'), 'aria-describedby': ids.label, 'aria-keyshortcuts': 'Delete' });
  const about = element('span', { id: ids.about, hidden: true }, field.meaning ?? '');
  const problemBox = element('div', { className: 'field-problem', id: ids.problem, role: 'status' });
  const notes = createNotes(form);
  // What is printed if nothing is entered, or what is asked for.
  const origin = element('p', { className: 'field-origin', hidden: true });
  let shown;
  let isStale = false;
  // A text that could not be read, and a value that waits for a decision.
  let unread;
  let conflict = null;

  const context = {
    get path() {
      return place.path;
    },
    place,
    id: ids.input,
    labelId: ids.label,
    describedBy: `${ids.about} ${ids.problem} ${notes.id}`,
    readOnly: form.readOnly,
    edit,
    leave,
    names: () => form.names(),
    read: (kind, text) => form.read(kind, text),
    problem: (message) => showProblem(message && { message, readings: [] }),
    change: (change) => !form.readOnly && place.change({ owner: node, ...change }),
    sibling: (key) => place.parent.at(key),
    form,
  };
  const inner = createField(field, context);
  const share = createShare(place, field);
  const wrapper = element('div', {
    className: `field of-${field.kind.kind}`, 'data-path': place.path, onfocusout: focusLeft,
    onkeydown: ({ key, target }) => key === 'Delete' && !leaveOut.hidden && target.value === '' && leaveOut.click(),
  }, element('div', { className: isLabelHidden ? 'for-screen-readers' : 'field-head' }, label, mark, isLabelHidden ? null : leaveOut),
  inner.element, share?.element ?? null, origin, about, problemBox, notes.element);
  form.register(wrapper, { place, field });

  const hasFocus = () => inner.element.contains(document.activeElement);

  function edit(value) {
    if (form.readOnly) return;
    unread = undefined;
    if (conflict) return hold(value);
    showProblem(null);
    if (!isEmpty(value)) return set(value);
    if (TEXTS.includes(field.kind.kind) && place.value !== undefined) set('');
    showMark(value);
  }

  function leave(value) {
    if (form.readOnly || place.isGone || conflict || (unread !== undefined && isSame(unread, value))) return;
    if (!isEmpty(value)) {
      if (!isSame(place.value, value)) set(value);
    } else if (place.value !== undefined && !isItem) {
      // What is required stays where it is, with its comment.
      if (!field.required) place.change({ op: 'remove' });
      else if (TEXTS.includes(field.kind.kind) && place.value !== '') set('');
    }
  }

  function set(value) {
    shown = value;
    showMark(value);
    place.change({ op: 'set', value, owner: node });
    share?.show();
  }

  function focusLeft(event) {
    if (isStale && !inner.element.contains(event.relatedTarget)) {
      isStale = false;
      showInner(place.value);
    }
  }

  function showMark(value) {
    showHint(value);
    share?.show();
    const isAsked = hintIn(value) !== null;
    mark.hidden = !isAsked && (!field.required || !isEmpty(value));
    leaveOut.hidden = !isAsked || field.required || form.readOnly;
    form.marksChanged();
  }

  function showInner(value) {
    inner.show(value);
    showHint(value);
  }

  function showHint(value) {
    const hint = form.photos?.hintFor(place, field) ?? null;
    const isInput = (node) => node?.matches('textarea, input');
    const input = hint && [inner.element, inner.element.querySelector('textarea, input')].find(isInput);
    if (input && input.placeholder !== hint.words) input.placeholder = hint.words;
    origin.hidden = !hint?.isSaid || !(isEmpty(value) || value.length === 0);
    setText(origin, origin.hidden ? '' : say('photo-said'));
  }

  // How finely a photo is printed is said with it.
  function showNotes() {
    const isSaid = ({ code }) => code === 'low-resolution' && field.kind.kind === 'picture' && form.photos;
    notes.show(form.findingsIn(place).filter((finding) => !isSaid(finding)));
  }

  function showProblem(problem) {
    const readings = problem?.readings ?? [];
    problemBox.replaceChildren(...(problem ? [
      element('p', {}, problem.message),
      readings.length ? element('div', { className: 'field-tools' }, readings.map(({ value, label: text }) =>
        button(text, () => choose(value), { className: 'quiet' }))) : '',
    ] : []));
    wrapper.classList.toggle('has-problem', Boolean(problem) || Boolean(conflict));
    wrapper.toggleAttribute('data-unsent', unread !== undefined || Boolean(conflict));
  }

  // Shows a value that was chosen beside the field, and goes back into it.
  function choose(value) {
    unread = undefined;
    showProblem(null);
    showInner(value);
    if (isEmpty(value)) place.change({ op: 'remove' });
    else set(value);
    inner.focus();
  }

  function hold(value) {
    conflict.mine = value;
    form.hold(place.path, { op: 'set', path: place.path, value });
  }

  function showConflict() {
    showProblem(null);
    const { theirs } = conflict;
    const words = typeof theirs === 'object' ? JSON.stringify(theirs) : String(theirs ?? '');
    problemBox.replaceChildren(
      element('p', {}, words ? say('form-changed-meanwhile', { value: words }) : say('form-removed-meanwhile')),
      element('div', { className: 'field-tools' },
        button(say('keep-version-mine'), () => decide(true), { className: 'quiet' }),
        button(say('keep-version-other-window'), () => decide(false), { className: 'quiet' })));
  }

  // Whoever wrote something else meanwhile goes on writing: what can be taken is the latest of it.
  function follow(theirs) {
    conflict.theirs = theirs ?? null;
    if (!isSame(conflict.mine, conflict.theirs)) return showConflict();
    conflict = null;
    form.hold(place.path, null);
    showProblem(null);
  }

  function decide(isMine) {
    const { mine, theirs } = conflict;
    conflict = null;
    form.hold(place.path, null);
    choose(isMine ? mine : theirs);
  }

  const node = {
    element: wrapper,
    /** Shows a value; `origin` says where it comes from. */
    show(value, origin) {
      if (isSame(value, shown)) return;
      shown = value;
      showMark(value);
      if (conflict) return follow(value);
      if (unread !== undefined) return;
      // What the server made of what is being typed waits; what another field set does not.
      if (hasFocus() && origin === 'answer') isStale = true;
      else showInner(value);
    },
    /** Takes note that other values of the same table may be others. */
    beside: () => inner.beside?.(),
    /** Says that what was entered cannot be read. */
    problem(problem, value) {
      unread = value;
      showProblem(problem);
    },
    /** Says that the value was changed elsewhere meanwhile. */
    conflict(mine, theirs) {
      conflict = { mine, theirs };
      unread = undefined;
      if (!hasFocus()) showInner(mine ?? undefined);
      showConflict();
    },
    /** Shows the findings about it. */
    notes() {
      showNotes();
    },
    // An item of a list that is one field is in that field.
    child: (step) => (inner.child && step !== undefined ? { ...node, focus: () => inner.child(step).focus() } : node),
    focus(at) {
      inner.focus(at);
      wrapper.scrollIntoView({ block: 'nearest' });
    },
    get isMissing() {
      return !mark.hidden;
    },
  };
  setText(label, field.label);
  shown = place.value;
  showInner(shown);
  showMark(shown);
  showNotes();
  if (form.photos?.isOfPhoto(place)) form.photos.follow(wrapper, () => showHint(place.value));
  return node;
}
