// The time at which an event of one day ended, beside the time at which it began. It is written as
// the end, whose day is that of the start.

import { element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { joined, split } from './moments.js';
import { read } from './reading.js';
import { setSibling, sibling } from './siblings.js';
import { writeTime } from './times.js';
import { createTyped } from './typed.js';

/** Creates the input for the field of a start. `day()` returns the day that is entered there. */
export function createUntil(context, { day }) {
  /** A time for which there is no day yet, and the last day that there was. */
  let waiting = null;
  let known = null;
  const end = () => split(sibling(context, 'end'));
  const label = element('span', { className: 'until-label', id: uniqueId('until') }, say('until-time'));
  const own = { ...context, id: null, labelId: `${context.labelId} ${label.id}`, edit: write };
  const time = createTyped(own, {
    read: (text) => read(context, 'time', text), write: writeTime, className: 'time-input until-input', placeholder: say('time-of-day'),
  });
  const all = element('div', { className: 'until' }, label, time.element);

  function write(value) {
    waiting = day() ? null : value;
    if (day()) set({ day: day(), time: value });
  }

  function set({ day: on, time: at }) {
    if (at) setSibling(context, 'end', joined({ day: on, time: at }));
    else if (sibling(context, 'end') !== null) context.sibling('end').change({ op: 'remove' });
  }

  return {
    element: all,
    leave: () => time.leave(),
    get isRefused() {
      return time.isRefused;
    },
    get isWaiting() {
      return waiting !== null;
    },
    /** An event that is moved to another day ends on that day, too. */
    follow() {
      const now = day();
      if (!now) return;
      if (waiting !== null) write(waiting);
      else if (known && now !== known && end().day === known) set({ day: now, time: end().time });
      known = now;
    },
    /** Shows the time, unless the event ended on another day. */
    show() {
      const { day: last, time: at } = end();
      known = day() ?? known;
      all.hidden = Boolean(last && day() && last !== day());
      if (waiting === null) time.show(all.hidden ? null : at);
    },
  };
}
