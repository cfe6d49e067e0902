// Finds names as people remember them: without marks on letters, capitals, hyphens or apostrophes.

/** Letters that have no mark to take off. */
const PLAIN = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ŋ: 'ng' };

/** Scripts in which two characters say as much as three letters. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Returns a text as it is compared. */
export const fold = (text) => folded(text).text.trim();

/** Returns whether enough has been typed to search for it. */
export function isEnough(query) {
  const letters = query.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters >= (DENSE.test(query) ? 2 : 3);
}

/**
 * Looks for each word of a query in a text. Returns `null`, or how good the match is (the smaller,
 * the better) and which ranges of the text matched.
 */
export function match(query, text) {
  const { text: plain, places } = folded(text);
  const ranges = [];
  let rank = 0;
  for (const word of fold(query).split(' ').filter(Boolean)) {
    const starts = [...plain.matchAll(new RegExp(escaped(word), 'gu'))].map(({ index }) => index);
    if (!starts.length) return null;
    const atWord = starts.find((at) => at === 0 || plain[at - 1] === ' ');
    const start = atWord ?? starts[0];
    rank += atWord === 0 ? 0 : atWord === undefined ? 2 : 1;
    ranges.push([places[start], places[start + word.length]]);
  }
  return { rank, ranges };
}

/** Returns the text of an option, with what matched marked, from ranges of `match`. */
export function markedParts(text, ranges) {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  const parts = [];
  let at = 0;
  for (const [start, end] of sorted) {
    if (start < at) continue;
    parts.push({ text: text.slice(at, start), isMatch: false }, { text: text.slice(start, end), isMatch: true });
    at = end;
  }
  parts.push({ text: text.slice(at), isMatch: false });
  return parts.filter((part) => part.text);
}

/** Texts as they are compared: names are compared with each other again and again. */
const cache = new Map();
const MOST = 5000;

// The text as it is compared, and for each of its units where it comes from.
function folded(text) {
  if (!cache.has(text)) {
    if (cache.size >= MOST) cache.clear();
    cache.set(text, foldedAnew(text));
  }
  return cache.get(text);
}

function foldedAnew(text) {
  let plain = '';
  const places = [];
  let at = 0;
  for (const char of text) {
    let letters = char.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    letters = PLAIN[letters] ?? letters;
    if (/^[’'‘`´ʻʼ.]$/u.test(letters)) letters = '';
    else if (/^[^\p{L}\p{N}]+$/u.test(letters)) letters = plain.endsWith(' ') || !plain ? '' : ' ';
    plain += letters;
    for (let unit = 0; unit < letters.length; unit += 1) places.push(at);
    at += char.length;
  }
  places.push(at);
  return { text: plain, places };
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
