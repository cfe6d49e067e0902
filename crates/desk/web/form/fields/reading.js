// What the server takes a typed text for.

import { say } from '../../words.js';

/** A text that cannot be read, or that may mean two things: its readings. */
export class Unread extends Error {
  constructor({ message, readings = [] }) {
    super(message);
    this.readings = readings;
  }
}

/**
 * Reads a text as a kind. Resolves to `{value, label}`, with the `end` if a span was typed and its
 * `endLabel`, and with the `rest` that stands behind a number; throws `Unread` otherwise.
 */
export async function read(context, kind, text) {
  const answer = await context.read(kind, text);
  // Without an answer, nothing is wrong with the text.
  if (!answer) throw new Unread({ message: say('not-read-yet') });
  if (answer.problem) throw new Unread(answer.problem);
  return answer;
}
