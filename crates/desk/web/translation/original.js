// An original as readers see it, and what has changed in it since it was translated.

import { element } from '../dom.js';
import { paragraphsOf, tokensOf } from '../form/fields/prose/tokens.js';

/** The most words that are compared one by one. */
const MOST = 1500;

/** Shows the original of a text; if it is another one than was translated, what has changed. */
export function showOriginal(box, { original, was, kind }) {
  if (was !== null && was !== undefined) box.replaceChildren(element('p', {}, changes(was, original)));
  else if (kind === 'prose') box.replaceChildren(...paragraphsOf(original).map(({ text }) => text.trim()).filter(Boolean).map(paragraph));
  else box.replaceChildren(element('p', {}, original.trim()));
}

function paragraph(text) {
  const items = text.split(/^(?=\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)/m);
  const isList = items.every((item) => /^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+/.test(item));
  if (isList) {
    const isNumbered = /^\s*\d/.test(text);
    return element(isNumbered ? 'ol' : 'ul', {}, items.map((item) => element('li', {}, spans(item.replace(/^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+/, '')))));
  }
  const isQuote = text.split('\n').every((line) => /^\s*>/.test(line));
  const words = isQuote ? text.replace(/^\s*>[ \t]?/gm, '') : text;
  return element(isQuote ? 'blockquote' : 'p', {}, spans(words.trim()));
}

// What is marked looks as it prints; the marks are left out.
function spans(text) {
  const tokens = tokensOf(text);
  const edges = [...new Set([0, text.length, ...tokens.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return edges.slice(1).flatMap((end, at) => {
    const start = edges[at];
    const types = tokens.filter((one) => one.start <= start && end <= one.end).map(({ type }) => type);
    const words = text.slice(start, end);
    if (types.includes('mark')) return [];
    return types.length ? element('span', { className: types.join(' ') }, words) : words;
  });
}

/** Returns words of two texts, with those marked that only one of them has. */
function changes(before, after) {
  const [old, now] = [before, after].map((text) => text.trim().split(/(?<=\s)|(?=[\p{Script=Han}、。，；：！？])/u).map((word) => word.replace(/\s+/g, ' ')));
  const parts = old.length * now.length > MOST * MOST ? [['del', old], ['ins', now]] : compared(old, now);
  return parts.map(([tag, words]) => (tag ? element(tag, {}, words.join('')) : words.join('')));
}

// The longest words in common, in order.
function compared(old, now) {
  const key = (word) => word.trim();
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i][j] = key(old[i]) === key(now[j]) ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  const parts = [];
  const push = (tag, word) => {
    if (parts.at(-1)?.[0] === tag) parts.at(-1)[1].push(word);
    else parts.push([tag, [word]]);
  };
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && key(old[i]) === key(now[j])) {
      push('', now[j]);
      [i, j] = [i + 1, j + 1];
    } else if (i < old.length && (j === now.length || lengths[i + 1][j] >= lengths[i][j + 1])) push('del', old[i++]);
    else push('ins', now[j++]);
  }
  return parts;
}
