// Tells the parts of TOML apart, line by line, for colours only: byline itself says what is wrong.

/** A line's end can be inside a long string, and inside so many brackets. */
const PLAIN = 0;
const BASIC = 1;
const LITERAL = 2;

/** The state at the start of a file. */
export const START = 0;

const HEADER = /\s*\[\[?[A-Za-z"'][^#]*?\]\]?(?=\s*(#|$))/y;
const KEY = /(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"(?:[^"\\]|\\.)*"|'[^']*'))*(?=\s*=)/y;
const STRING = /"(?:[^"\\]|\\.)*"?|'[^']*'?/y;
const SPACE = /\s+/y;
const DATE = /\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d)?/y;
const NUMBER = /[+-]?(?:inf|nan|\d[\w.+-]*)/y;
const WORD = /[^\s"'[\]{},=#]+/y;

/** Returns the tokens of a line, each with its kind, and the state after it. */
export function tokens(line, state) {
  const found = [];
  let mode = state % 3;
  let depth = (state - mode) / 3;
  let at = 0;
  const add = (kind, end) => {
    if (end > at) found.push({ kind, start: at, end });
    at = end;
  };
  const matches = (pattern) => {
    pattern.lastIndex = at;
    return pattern.test(line) ? pattern.lastIndex : 0;
  };
  const finishLong = (from) => {
    const quotes = mode === BASIC ? '"""' : "'''";
    let end = line.indexOf(quotes, from);
    while (mode === BASIC && end > 0 && isEscaped(line, end)) end = line.indexOf(quotes, end + 1);
    if (end < 0) return add('string', line.length);
    end += 3;
    // Up to two more quotation marks belong to the text.
    while (line[end] === quotes[0] && end < line.length) end += 1;
    mode = PLAIN;
    add('string', end);
  };
  if (mode !== PLAIN) finishLong(0);
  else if (matches(HEADER)) {
    depth = 0;
    add('header', matches(HEADER));
  }
  while (at < line.length) {
    const char = line[at];
    const long = line.startsWith('"""', at) ? BASIC : line.startsWith("'''", at) ? LITERAL : PLAIN;
    if (matches(SPACE)) add('', matches(SPACE));
    else if (char === '#') add('comment', line.length);
    else if (long) {
      mode = long;
      finishLong(at + 3);
    } else if (matches(KEY)) add('key', matches(KEY));
    else if (matches(STRING)) add('string', matches(STRING));
    else if ('[{'.includes(char)) {
      depth += 1;
      add('mark', at + 1);
    } else if (']}'.includes(char)) {
      depth = Math.max(0, depth - 1);
      add('mark', at + 1);
    } else if ('=,.'.includes(char)) add('mark', at + 1);
    else if (matches(DATE)) add('date', matches(DATE));
    else if (matches(NUMBER)) add('number', matches(NUMBER));
    else {
      const end = matches(WORD) || at + 1;
      add(['true', 'false'].includes(line.slice(at, end)) ? 'number' : '', end);
    }
  }
  return { tokens: found, state: mode + 3 * depth };
}

/** Returns whether a line that starts in a state starts outside long strings. */
export const isPlain = (state) => state % 3 === PLAIN;

function isEscaped(line, at) {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
