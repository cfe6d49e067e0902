// Where a place inside a text of the file is in its value: the file has quotation marks, escapes
// and line breaks that the value does not.

const ESCAPES = { b: 1, t: 1, n: 1, f: 1, r: 1, e: 1, '"': 1, '\\': 1 };

/** Returns the offset in the value of a literal for an offset in the literal; `null` for other values. */
export function offsetInValue(literal, offset) {
  const quote = literal[0];
  if (quote !== '"' && quote !== "'") return null;
  const isLong = literal.startsWith(quote.repeat(3));
  let at = isLong ? 3 : 1;
  if (isLong) at += /^\r?\n?/.exec(literal.slice(at))[0].length;
  let length = 0;
  while (at < Math.min(offset, literal.length)) {
    const [raw, value] = quote === '"' && literal[at] === '\\' ? escapeAt(literal, at, isLong)
      : literal.startsWith('\r\n', at) ? [2, 1] : [1, 1];
    at += raw;
    length += value;
  }
  return length;
}

// How long an escape is, and how long what it stands for.
function escapeAt(literal, at, isLong) {
  const next = literal[at + 1];
  if (isLong && /\s/.test(next ?? '')) return [1 + /^\s+/.exec(literal.slice(at + 1))[0].length, 0];
  if (next in ESCAPES) return [2, 1];
  const digits = { x: 2, u: 4, U: 8 }[next];
  if (!digits) return [2, 1];
  const code = parseInt(literal.slice(at + 2, at + 2 + digits), 16);
  return [2 + digits, code > 0xffff ? 2 : 1];
}
