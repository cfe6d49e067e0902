// What the browser remembers for this desk: choices, and texts that are not safe yet.

/** Returns what is remembered under a key. A browser may forbid it, or hold something else. */
export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(`byline:${key}`));
  } catch {
    return null;
  }
}

/** Remembers a value under a key; `null` forgets it. */
export function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(`byline:${key}`);
    else localStorage.setItem(`byline:${key}`, JSON.stringify(value));
  } catch {
    // A browser that forbids or has no room for it: the server keeps the text as well.
  }
}
