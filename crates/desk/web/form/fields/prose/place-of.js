// Where in a text a place on the page is.

/**
 * Returns the offset for `at`: an offset, or `{word, offset}`, of which either may be missing. The
 * page has other quotation marks than the text, and no marks.
 */
export function placeOf(text, at) {
  const { word, offset } = typeof at === 'number' ? { offset: at } : at;
  const near = Math.max(0, Math.min(offset ?? 0, text.length));
  const letters = word?.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (!letters) return near;
  let best = -1;
  for (let found = text.indexOf(letters); found >= 0; found = text.indexOf(letters, found + 1)) {
    if (best < 0 || Math.abs(found - near) < Math.abs(best - near)) best = found;
  }
  // Inside the word, the offset is as exact as the click was.
  if (best >= 0 && offset !== undefined && near >= best && near <= best + letters.length) return near;
  return best < 0 ? near : best;
}
