// What the buttons of prose do to a text. Each function takes `{text, start, end}`, a text with its
// selection, and returns `{start, end, text, select}`: what to put in place of a range, and what is
// selected then, as offsets of the new text; or `null` for nothing.

import { paragraphsOf, tokensOf } from './tokens.js';

const ITEM = /^([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+|$)/;
const QUOTE = /^[ \t]*>[ \t]?/;

/** Returns the token of a type that a selection is in, with offsets of the whole text. */
export function tokenAt({ text, start, end }, type) {
  return tokensAround(text, start).findLast((one) => one.type === type && one.start <= start && end <= one.end) ?? null;
}

/** Returns the tokens of the paragraph at an offset, with offsets of the whole text. */
function tokensAround(text, at) {
  const paragraph = paragraphsOf(text).findLast((one) => one.start <= at);
  if (!paragraph) return [];
  const shift = (place) => ({ start: place.start + paragraph.start, end: place.end + paragraph.start });
  return tokensOf(paragraph.text).map((one) => ({ ...one, ...shift(one), text: one.text && shift(one.text) }));
}

/** Returns which buttons show what the selection is: `strong`, `em`, `link`, `list`, `quote`. */
export function stateOf(selection) {
  const line = lineAt(selection.text, selection.start);
  return {
    strong: tokenAt(selection, 'strong') !== null,
    em: tokenAt(selection, 'em') !== null,
    link: tokenAt(selection, 'link') !== null,
    list: ITEM.test(line.text.replace(QUOTE, '')),
    quote: QUOTE.test(line.text),
  };
}

/** Makes a selection bold or italic, or takes that back. Without a selection, the word at the caret. */
export function toggleEmphasis(selection, type) {
  const mark = type === 'strong' ? '**' : '*';
  const { text } = selection;
  const found = tokenAt(selection, type);
  if (found) {
    const split = partlyPlain(selection, found, mark);
    if (split) return split;
    const inside = text.slice(found.text.start, found.text.end);
    const shift = (offset) => Math.max(found.start, Math.min(offset - mark.length, found.start + inside.length));
    return { start: found.start, end: found.end, text: inside, select: [shift(selection.start), shift(selection.end)] };
  }
  const { start, end } = fitting(text, selection.start === selection.end ? wordAt(text, selection.start) : selection);
  if (start === end) return { start, end, text: mark + mark, select: [start + mark.length, start + mark.length] };
  // Emphasis ends with its paragraph.
  const whole = text.slice(start, end);
  const marked = whole.split('\n').map((line) => {
    const [, before, words, after] = line.match(/^([ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(.*?)(\s*)$/);
    return words ? before + mark + words.replaceAll(mark === '**' ? /\*\*/g : /(?<!\*)\*(?!\*)/g, '') + mark + after : line;
  }).join('\n');
  const isOne = !whole.includes('\n');
  const select = isOne ? [start + mark.length, start + marked.length - mark.length] : [start, start + marked.length];
  return { start, end, text: marked, select };
}

// Takes emphasis back from a part of what has it; `null` if the part is all of it, or cannot be told
// from the rest by marks.
function partlyPlain(selection, { start: from, end: to, type, text: { start: first, end: last } }, mark) {
  const { text } = selection;
  if (selection.start === selection.end) return null;
  let { start, end } = fitting(text, { start: Math.max(selection.start, first), end: Math.min(selection.end, last) });
  // What is marked within is one thing.
  for (const inner of tokensAround(text, from)) {
    const isInside = inner.text && inner.start >= first && inner.end <= last;
    if (isInside && inner.start < end && inner.end > start) [start, end] = [Math.min(start, inner.start), Math.max(end, inner.end)];
  }
  const pieces = [text.slice(first, start), text.slice(end, last)].map((words) => {
    const [, before, core, after] = words.match(/^(\s*)([\s\S]*?)(\s*)$/);
    return core ? before + mark + core + mark + after : before + after;
  });
  const words = pieces.join(text.slice(start, end));
  const select = [from + pieces[0].length, from + pieces[0].length + end - start];
  const after = tokensAround(text.slice(0, from) + words + text.slice(to), from).filter((one) => one.type === type);
  const isSplit = !after.some((one) => one.start < select[1] && one.end > select[0]) && after.some((one) => one.start < from + words.length && one.end > from);
  return isSplit ? { start: from, end: to, text: words, select } : null;
}

function wordAt(text, at) {
  const before = text.slice(0, at).match(/[\p{L}\p{N}’'-]*$/u)[0].length;
  const after = text.slice(at).match(/^[\p{L}\p{N}’'-]*/u)[0].length;
  // A caret at the edge of a word is not in it: what is typed next is emphasised.
  return before && after ? { start: at - before, end: at + after } : { start: at, end: at };
}

// Marks stand at words: not beside spaces, not inside Latin words, and not so that punctuation
// would keep them from being marks.
function fitting(text, { start, end }) {
  const isLetter = (char) => /[A-Za-z0-9]/.test(char ?? '');
  const isSign = (char) => /[\p{P}\p{S}]/u.test(char ?? '') && char !== '*';
  const isWord = (char) => /[\p{L}\p{N}]/u.test(char ?? '');
  if (start === end) return { start, end };
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  while (start > 0 && isLetter(text[start - 1]) && isLetter(text[start])) start -= 1;
  while (end < text.length && isLetter(text[end - 1]) && isLetter(text[end])) end += 1;
  while (end - start > 1 && isSign(text[start]) && isWord(text[start - 1])) start += 1;
  while (end - start > 1 && isSign(text[end - 1]) && isWord(text[end])) end -= 1;
  return { start, end };
}

/** Makes the lines of a selection items of a list, or paragraphs again. */
export function toggleList(selection) {
  const lines = linesOf(selection);
  const used = lines.rows.filter((line) => line.trim());
  const bodies = used.map((line) => line.match(/^([ \t]*(?:>[ \t]?)*)(.*)$/));
  const isList = used.length > 0 && bodies.every(([, , body]) => ITEM.test(body));
  if (isList) {
    const plain = bodies.map(([, before, body]) => before + body.replace(ITEM, ''));
    // An item before or after would take the paragraph for its own.
    const { text } = selection;
    const isAfter = lineAt(text, Math.max(lines.start - 1, 0)).text.trim() && lines.start > 0;
    const isBefore = text.slice(lines.end).match(/^\n[^\n]*\S/);
    return replacing(lines, (isAfter ? '\n' : '') + plain.join('\n\n') + (isBefore ? '\n' : ''), selection);
  }
  if (!used.length) return replacing(lines, '- ', selection);
  return replacing(lines, bodies.map(([, before, body]) => `${before}- ${body.replace(ITEM, '')}`).join('\n'), selection);
}

/** Makes the lines of a selection a quotation, or paragraphs again. */
export function toggleQuote(selection) {
  const lines = linesOf(selection);
  const used = lines.rows.filter((line) => line.trim());
  if (!used.length) return replacing(lines, '> ', selection);
  const isQuote = used.every((line) => QUOTE.test(line));
  return replacing(lines, lines.rows.map((line) => (isQuote ? line.replace(QUOTE, '') : `> ${line}`.trimEnd())).join('\n'), selection);
}

/** Makes a selection a link to an address, or changes or removes the link that it is in. */
export function setLink(selection, address) {
  const { text } = selection;
  const found = tokenAt(selection, 'link');
  const url = addressOf(address);
  const place = found ?? (selection.start === selection.end ? wordAt(text, selection.start) : trimmed(text, selection));
  const words = found ? text.slice(found.text.start, found.text.end) : text.slice(place.start, place.end).replace(/\s*\n\s*/g, ' ');
  const isBare = !words || words === address || addressOf(words) === url;
  const linked = !url ? words : isBare ? `<${url.replace(/^mailto:/, '')}>` : `[${words}](${url})`;
  const after = place.start + linked.length;
  return { start: place.start, end: place.end, text: linked, select: [after, after] };
}

/** Returns an address as a link takes it. */
export function addressOf(text) {
  const address = text.trim().replace(/\s+/g, '%20').replace(/\(/g, '%28').replace(/\)/g, '%29');
  if (!address || /^(?:https?:\/\/|mailto:)/i.test(address)) return address;
  return /^[^/@]+@[^/@]+\.[^/@]+$/.test(address) ? `mailto:${address}` : `https://${address}`;
}

/** Returns whether the caret is in an item of a list. */
export const isInList = ({ text, start }) => ITEM.test(lineAt(text, start).text);

/** What the Enter key does: the next paragraph, the next item of a list, or the end of the list. */
export function enter({ text, start, end }) {
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  const quote = before.match(/^[ \t]*(?:>[ \t]?)+/)?.[0] ?? '';
  const item = before.slice(quote.length).match(ITEM);
  const isEmpty = !line.text.slice(quote.length).replace(ITEM, '').trim();
  const put = (words, from = start, to = end) => ({ start: from, end: to, text: words, select: [from + words.length, from + words.length] });
  if (item && isEmpty) return put(`${quote.trimEnd()}\n${quote}`, line.start, line.end);
  if (item) {
    const [, indent, mark, space] = item;
    const next = /\d/.test(mark) ? mark.replace(/\d+/, (number) => String(Number(number) + 1)) : mark;
    return put(`\n${quote}${indent}${next}${space || ' '}`);
  }
  if (quote && isEmpty) return put('\n', line.start, line.end);
  if (quote) return put(`\n${quote.trimEnd()}\n${quote}`);
  // On an empty line, the paragraph has ended.
  return put(line.text.trim() ? '\n\n' : '\n');
}

/** What the Backspace key does where a paragraph or an item begins; `null` where it does as ever. */
export function backspace({ text, start, end }) {
  if (start !== end) return null;
  const line = lineAt(text, start);
  const before = text.slice(line.start, start);
  const mark = before.match(/^[ \t]*(?:>[ \t]?)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)$|^[ \t]*(?:>[ \t]?)+$/);
  const cut = (from) => ({ start: from, end: start, text: '', select: [from, from] });
  if (mark) {
    const kept = before.match(ITEM) ? '' : before.slice(0, before.search(/(?:[-*+>]|\d{1,9}[.)])[ \t]*$/));
    return cut(line.start + kept.length);
  }
  return before === '' && text.slice(0, start).endsWith('\n\n') ? cut(start - 2) : null;
}

function lineAt(text, at) {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const next = text.indexOf('\n', at);
  const end = next < 0 ? text.length : next;
  return { start, end, text: text.slice(start, end) };
}

// The whole lines of a selection.
function linesOf({ text, start, end }) {
  const last = end > start && text[end - 1] === '\n' ? end - 1 : end;
  const from = lineAt(text, start).start;
  const to = lineAt(text, last).end;
  return { start: from, end: to, rows: text.slice(from, to).split('\n') };
}

function replacing({ start, end }, words, selection) {
  const isCaret = selection.start === selection.end;
  const after = start + words.length;
  // A caret keeps its distance from the end of what was changed.
  const caret = Math.max(start, after - (end - selection.end));
  return { start, end, text: words, select: isCaret ? [caret, caret] : [start, after] };
}

function trimmed(text, { start, end }) {
  const words = text.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}
