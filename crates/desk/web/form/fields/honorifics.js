// Honorifics at the start of a name, as people type both in one go.

/**
 * Those that have no full stop by which they could be known, in small letters and without
 * apostrophes. Titles by birth, such as Tengku, belong to the name.
 */
const KNOWN = [
  'tun', 'toh puan', 'tan sri', 'puan sri', 'dato sri', 'datuk seri', 'datin seri', 'dato seri', 'dato', 'datuk', 'datin paduka', 'dato paduka',
  'datin', 'pehin', 'ybhg', 'yab', 'yb', 'haji', 'hajah', 'hj', 'hjh', 'ustaz', 'ustazah', 'ir', 'ts', 'ar', 'sr', 'dr', 'prof', 'professor',
  'mr', 'mrs', 'ms', 'mdm', 'sir', 'dame', 'captain', 'encik', 'puan', 'cik', 'tuan',
];

/** Parts of names that are not honorifics although they end with a full stop: initials. */
const INITIAL = /^\p{Lu}\.$/u;

/** Splits a text into honorifics, if it begins with some, and the name. */
export function splitHonorifics(text) {
  let rest = text.trim().replace(/\s+/g, ' ');
  const honorifics = [];
  for (;;) {
    const found = honorificOf(rest);
    if (!found) break;
    honorifics.push(found);
    rest = rest.slice(found.length).trim();
  }
  return honorifics.length ? { name: rest, honorifics } : { name: rest };
}

function honorificOf(text) {
  const words = text.split(' ');
  for (const count of [2, 1]) {
    if (words.length <= count) continue;
    const part = words.slice(0, count).join(' ');
    if (KNOWN.includes(part.toLowerCase().replace(/[’'‘`.]/g, ''))) return part;
  }
  const [first] = words;
  return words.length > 1 && /^\p{L}{2,6}\.$/u.test(first) && !INITIAL.test(first) ? first : null;
}
