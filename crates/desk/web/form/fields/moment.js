// The field of a day, with the time of day if it is known. Two days in one go, such as “11–12
// September 2025” as the first day of an event, are its first day and its last.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { createDateInput } from './date-input.js';
import { createShell, isSame, onLeave } from './parts.js';
import { read } from './reading.js';
import { sibling } from './siblings.js';
import { createSpan } from './spans.js';
import { writeTime } from './times.js';
import { createTyped } from './typed.js';

/** Creates the field: a date, and beside it a time. */
export function createMomentField(field, context) {
  let shown = { day: null, time: null };
  const problems = { date: null, time: null };
  // The two inputs make one value, and one problem.
  const part = (name, change) => ({
    ...context,
    edit(value) {
      const next = change(value);
      if (isSame(next, shown)) return;
      shown = next;
      context.edit(joined(shown));
    },
    leave() {},
    problem(message) {
      problems[name] = message;
      context.problem(problems.date ?? problems.time);
    },
  });

  const span = createSpan(field, context, 'moment');
  const timeLabel = element('span', { className: 'for-screen-readers', id: uniqueId('time') }, say('time-of-day'));
  const date = createDateInput(part('date', (value) => split(value, shown.time)), {
    read: span.read,
    accepted: span.accepted,
    near: () => (field.key === 'end' ? sibling(context, 'start') : null),
    placeholder: field.example ?? '',
  });
  const time = createTyped({ ...part('time', (value) => ({ ...shown, time: value })), id: null, labelId: `${context.labelId} ${timeLabel.id}` }, {
    read: (text) => read(context, 'time', text), write: writeTime, className: 'time-input', placeholder: say('time-of-day'),
  });
  const shell = createShell('control-moment', date.element, timeLabel, time.element);
  onLeave(shell, async () => {
    await Promise.all([date.leave(), time.leave()]);
    if (date.isRefused || time.isRefused) return;
    // A time that was typed with the date goes to its own place.
    date.show(shown.day);
    time.show(shown.time);
    context.leave(joined(shown));
  });
  return {
    element: shell,
    show(value) {
      shown = split(value, null);
      date.show(shown.day);
      time.show(shown.time);
    },
    focus: () => date.input.focus(),
  };
}

const joined = ({ day, time }) => (day && time ? `${day}T${time}` : day);

// A day without a time leaves the one that is there.
function split(value, time) {
  if (!value) return { day: null, time };
  const [day, clock] = value.split(/[T ]/);
  return { day, time: clock ?? time };
}
