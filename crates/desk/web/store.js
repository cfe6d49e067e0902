// What the browser remembers for this desk: choices, and texts that are not safe yet; and for this
// window, as long as it is open: what can be undone. Each has room of its own.

/** Returns what is remembered under a key. A browser may forbid it, or hold something else. */
export const recall = (key) => read(() => localStorage, key);

/** Remembers a value under a key; `null` forgets it. */
export const remember = (key, value) => write(() => localStorage, key, value);

/** Returns what is remembered under a key for this window. */
export const recallHere = (key) => read(() => sessionStorage, key);

/** Remembers a value under a key for this window, through reloads; `null` forgets it. */
export const rememberHere = (key, value) => write(() => sessionStorage, key, value);

function read(place, key) {
  try {
    return JSON.parse(place().getItem(`byline:${key}`));
  } catch {
    return null;
  }
}

function write(place, key, value) {
  try {
    if (value === null) place().removeItem(`byline:${key}`);
    else place().setItem(`byline:${key}`, JSON.stringify(value));
  } catch {
    // A browser that forbids or has no room for it: the server keeps the text as well.
  }
}
