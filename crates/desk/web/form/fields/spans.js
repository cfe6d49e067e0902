// A start and an end typed in one go, “9.30–11” or “11–12 September 2025”: the end goes to its own
// field.

import { read } from './reading.js';
import { hasSibling, setSibling, sibling } from './siblings.js';

/** Returns what a typed text needs to read the start, and an end that was typed with it. */
export function createSpan(field, context, kind) {
  const takesEnd = field.key === 'start' && hasSibling(field, context, 'end');
  return {
    takesEnd,
    async read(text) {
      const answer = await read(context, kind, text);
      const end = takesEnd ? answer.end ?? null : null;
      return { ...answer, end, label: end ? `${answer.label}–${answer.endLabel ?? end}` : answer.label };
    },
    accepted({ end }) {
      if (end && end !== sibling(context, 'end')) setSibling(context, 'end', end);
    },
  };
}
