// What was typed and cannot be read yet, such as “some time in spring” for a date: no file can hold
// it, so the browser keeps it for the field until it can be read or is taken back.

import { recall, remember } from '../store.js';

/** Creates what keeps such texts for the form of a file. */
export function createUnread(file) {
  const key = `unread:${file}`;
  /** Those of fields that have not been shown since the window was opened, by the names of the fields. */
  const waiting = recall(key) ?? {};
  const fields = new Set();
  const nameOf = ({ context, part }) => `${context.path} ${part}`;

  function write() {
    for (const field of fields) if (!field.input.isConnected) fields.delete(field);
    const now = [...fields].map((field) => [nameOf(field), field.input.value]);
    const all = { ...waiting, ...Object.fromEntries(now) };
    remember(key, Object.keys(all).length ? all : null);
  }

  // As items are moved, their fields have other paths.
  addEventListener('pagehide', write);
  return {
    /** Returns what was kept for a field, `{context, part, input}`, or `null`; it is the field's again then. */
    take(field) {
      const name = nameOf(field);
      const text = waiting[name] ?? null;
      delete waiting[name];
      if (text !== null) fields.add(field);
      return text;
    },
    /** Keeps the text of a field. */
    keep(field) {
      fields.add(field);
      write();
    },
    /** Forgets it, as there is none any more. */
    forget(field) {
      if (fields.delete(field)) write();
    },
  };
}
