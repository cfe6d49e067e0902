// How long edits take to be seen, for benchmarks: only with `?timings` in the address.

const isWanted = new URLSearchParams(location.search).has('timings');
const timings = isWanted ? (window.bylineTimings = []) : [];
let waiting = [];

/** Notes that somebody has typed. */
export function noteInput(input = performance.now()) {
  if (isWanted) waiting.push(input);
}

/** Takes the edits that the next request includes. */
export function takeInputs() {
  const taken = waiting;
  waiting = [];
  return taken;
}

/** Notes that the pixels of edits are drawn. They are seen two frames later. */
export function notePainted(inputs, details = {}) {
  if (!inputs.length) return;
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const painted = performance.now();
    for (const input of inputs) timings.push({ input, painted, ...details });
  }));
}
