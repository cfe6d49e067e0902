// The field of a date. Two days in one go are the first and the last. A day by which something is
// to be done may be typed as the end of a month.

import { say } from '../../words.js';
import { createDateInput } from './date-input.js';
import { createShell, onLeave } from './parts.js';
import { sibling } from './siblings.js';
import { createSpan } from './spans.js';

/** Creates the field. The last of several days is near the first. */
export function createDateField(field, context) {
  const span = createSpan(field, context, field.key === 'due' ? 'deadline' : 'date');
  const date = createDateInput(context, {
    read: span.read,
    accepted: span.accepted,
    near: () => (field.key === 'end' ? sibling(context, 'start') : null),
    placeholder: say('type-a-day'),
  });
  const shell = createShell('control-date', date.element);
  onLeave(shell, () => date.leave());
  return {
    element: shell,
    show: (value) => date.show(value),
    focus: () => date.input.focus(),
  };
}
