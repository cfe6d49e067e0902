// The field of a time. The start of a session takes “9.30–11” as well, which is its end, too.

import { createShell, onLeave } from './parts.js';
import { createSpan } from './spans.js';
import { writeTime } from './times.js';
import { createTyped } from './typed.js';

/** Creates the field. */
export function createTimeField(field, context) {
  const span = createSpan(field, context, 'time');
  const time = createTyped(context, {
    read: span.read, accepted: span.accepted, write: writeTime, className: 'time-input', placeholder: span.takesEnd ? '9.30–11' : '',
  });
  const shell = createShell('control-time', time.element);
  onLeave(shell, () => time.leave());
  return {
    element: shell,
    show: (value) => time.show(value),
    focus: () => time.input.focus(),
  };
}
