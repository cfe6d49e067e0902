// The field of a day, with the time of day if it is known. The start of an event has the time at
// which it ended as well, on the same line: the field of its end is for events of several days.
// Two days in one go, such as “11–12 September 2025”, are its first day and its last.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { createDateInput } from './date-input.js';
import { joined, split } from './moments.js';
import { createShell, isSame, onLeave } from './parts.js';
import { read } from './reading.js';
import { hasSibling, sibling } from './siblings.js';
import { createSpan } from './spans.js';
import { writeTime } from './times.js';
import { createTyped } from './typed.js';
import { createUntil } from './until.js';

/** Creates the field: a date, and beside it a time. */
export function createMomentField(field, context) {
  const isStart = field.key === 'start' && hasSibling(field, context, 'end');
  const isEnd = field.key === 'end' && hasSibling(field, context, 'start');
  let shown = { day: null, time: null };
  const problems = {};
  // The inputs make one value, and one problem.
  const reporting = (name) => ({
    ...context,
    leave() {},
    problem(message) {
      problems[name] = message;
      context.problem(Object.values(problems).find(Boolean) ?? null);
    },
  });
  const part = (name, change) => ({
    ...reporting(name),
    edit(value) {
      const next = change(value);
      if (isSame(next, shown)) return;
      shown = next;
      until?.follow();
      context.edit(whole());
      arrange();
    },
  });
  const startDay = () => split(sibling(context, 'start')).day;
  // Without a day, the end is on that of the start.
  const whole = () => joined(isEnd && shown.time ? { ...shown, day: shown.day ?? startDay() } : shown);

  const span = createSpan(field, context, 'moment');
  const timeLabel = element('span', { className: 'for-screen-readers', id: uniqueId('time') }, say('time-of-day'));
  const date = createDateInput(part('date', (value) => split(value, shown.time)), {
    read: span.read,
    accepted: span.accepted,
    near: () => (isEnd ? startDay() : null),
    placeholder: say('type-a-day'),
  });
  const time = createTyped({ ...part('time', (value) => ({ ...shown, time: value })), id: null, labelId: `${context.labelId} ${timeLabel.id}` }, {
    read: (text) => read(context, 'time', text), write: writeTime, className: 'time-input', placeholder: say('time-of-day'),
  });
  const until = isStart ? createUntil(reporting('until'), { day: () => shown.day }) : null;
  const shell = createShell('control-moment', date.element, timeLabel, time.element, until?.element ?? []);
  onLeave(shell, async () => {
    await Promise.all([date.leave(), time.leave(), until?.leave()]);
    if (date.isRefused || time.isRefused || until?.isRefused) return;
    // A day has times, but a time alone is none of anything.
    const isAlone = !whole() && (shown.time || until?.isWaiting);
    if (isAlone) return context.problem(say('time-needs-day'));
    context.leave(whole());
    draw();
  });

  // A time that was typed with the date goes to its own place.
  function draw() {
    const isSameDay = isEnd && shown.day !== null && shown.day === startDay();
    date.show(isSameDay ? null : shown.day);
    time.show(isSameDay ? null : shown.time);
    date.input.placeholder = isSameDay ? say('same-day') : say('type-a-day');
    arrange();
  }

  // The time of a last day is asked for once there is one.
  function arrange() {
    const isWanted = !isEnd || !startDay() || (shown.day !== null && shown.day !== startDay());
    time.element.hidden = !isWanted;
    until?.show();
  }

  return {
    element: shell,
    show(value) {
      shown = split(value);
      draw();
    },
    beside() {
      if (!shell.contains(document.activeElement)) draw();
      else until?.show();
    },
    focus() {
      // The end of one day is beside its start.
      const beside = time.element.hidden && shown.day && shell.closest('.fields')?.querySelector('.until-input');
      (beside || date.input).focus();
    },
  };
}
