// Which parts of prose are marks, and what they mark: as byline reads them, for showing them.

/** Characters before which a backslash makes a mark an ordinary character. */
const ESCAPABLE = '*[]>-+';

const LINK = /\[((?:[^[\]\\\n]|\\.|\n(?!\n))*)\]\(((?:https?:\/\/|mailto:)[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)/iuy;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/iuy;

/**
 * Returns the tokens of a paragraph: `{start, end, type}`, with types `mark`, `strong`, `em`,
 * `link`, `address`, `bullet` and `quote`. Those of emphasis overlap those inside them. A `link`
 * has its `url`, and `text` as `{start, end}`.
 */
export function tokensOf(paragraph) {
  const tokens = [];
  let bodyStart = 0;
  for (const line of paragraph.matchAll(/[^\n]*(?:\n|$)/g)) {
    const start = line.index;
    const found = line[0].match(/^(\s*(?:>[ \t]?)*)(\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)?/);
    if (found[1].includes('>')) tokens.push({ start, end: start + found[1].trimEnd().length, type: 'quote' });
    if (found[2]) {
      const at = start + found[1].length + found[2].search(/\S/);
      const mark = found[2].trim();
      tokens.push({ start: at, end: at + mark.length, type: /^[-*+]$/.test(mark) ? 'bullet' : 'mark' });
      // Emphasis ends with its item.
      inline(paragraph, bodyStart, start, tokens);
      bodyStart = start + found[0].length;
    }
    if (start + line[0].length >= paragraph.length) break;
  }
  inline(paragraph, bodyStart, paragraph.length, tokens);
  return tokens.sort((a, b) => a.start - b.start || b.end - a.end);
}

function inline(text, start, end, tokens) {
  const runs = [];
  for (let at = start; at < end; at += 1) {
    const char = text[at];
    if (char === '\\' && ESCAPABLE.includes(text[at + 1] ?? ' ')) {
      tokens.push({ start: at, end: at + 1, type: 'mark' });
      at += 1;
    } else if (char === '[' || char === '<') {
      const pattern = char === '[' ? LINK : ADDRESS;
      pattern.lastIndex = at;
      const found = pattern.exec(text);
      if (!found || at + found[0].length > end) continue;
      const inner = { start: at + 1, end: at + 1 + found[1].length };
      tokens.push({ start: at, end: at + 1, type: 'mark' });
      tokens.push({ start: at, end: at + found[0].length, type: char === '[' ? 'link' : 'address', text: inner, url: found[2] ?? found[1] });
      tokens.push({ start: inner.end, end: at + found[0].length, type: 'mark' });
      if (char === '[') inline(text, inner.start, inner.end, tokens);
      at += found[0].length - 1;
    } else if (char === '*') {
      const length = text.slice(at, end).match(/^\*+/)[0].length;
      const run = runOf(text, at, length);
      if (run) runs.push(run);
      at += length - 1;
    }
  }
  pair(runs, tokens);
}

const isSpace = (char) => char === undefined || /\s/u.test(char);
const isSign = (char) => /[\p{P}\p{S}]/u.test(char ?? '');

// Whether stars can begin or end emphasis depends on what stands beside them. Between letters and
// digits of Latin script, as in 2*3*4, they are signs.
function runOf(text, at, length) {
  const [before, after] = [text[at - 1], text[at + length]];
  if (length === 1 && /[A-Za-z0-9]/.test(before ?? '') && /[A-Za-z0-9]/.test(after ?? '')) return null;
  const opens = !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
  const closes = !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
  return { at, end: at + length, length, whole: length, opens, closes };
}

// Pairs stars as CommonMark does.
function pair(runs, tokens) {
  for (let close = 0; close < runs.length; close += 1) {
    const closer = runs[close];
    while (closer.closes && closer.length) {
      let open = close - 1;
      while (open >= 0 && !fits(runs[open], closer)) open -= 1;
      if (open < 0) break;
      const opener = runs[open];
      const size = opener.length >= 2 && closer.length >= 2 ? 2 : 1;
      opener.length -= size;
      closer.length -= size;
      const [outer, inner] = [opener.at + opener.length, opener.at + opener.length + size];
      const [ends, after] = [closer.end - closer.length - size, closer.end - closer.length];
      tokens.push({ start: outer, end: inner, type: 'mark' }, { start: ends, end: after, type: 'mark' });
      tokens.push({ start: outer, end: after, type: size === 2 ? 'strong' : 'em', text: { start: inner, end: ends } });
      for (const between of runs.slice(open + 1, close)) between.length = 0;
    }
  }
}

function fits(opener, closer) {
  if (!opener.opens || !opener.length) return false;
  const isBoth = opener.closes || closer.opens;
  return !(isBoth && (opener.whole + closer.whole) % 3 === 0 && (opener.whole % 3 || closer.whole % 3));
}

/** Returns the paragraphs of a text: `{start, text}`, each with the empty lines behind it. */
export function paragraphsOf(text) {
  return [...text.matchAll(/[\s\S]+?(?:\n[ \t]*(?=\n)[\s]*\n|$)/g)].map(({ 0: part, index }) => ({ start: index, text: part }));
}
