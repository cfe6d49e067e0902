// An order for a new record: byline says what it will be called while it is being filled in, and
// makes it in the end.

import { debounce, element } from '../dom.js';
import { formatDays } from '../formats.js';
import { ask } from '../server.js';
import { say } from '../words.js';

/** How long nobody has to have typed before byline is asked. */
const PAUSE = 200;

/**
 * Connects fields with byline. `read` returns the order; `fields` has the field of each of its
 * paths, and `whole` shows what belongs to none. `previewed` is called with what is known of the
 * record, `made` with its id. Without `previewed`, byline is not asked before the end.
 */
export function createOrder({ read, fields, whole, previewed, made }) {
  // What is being typed for the first time is not complete yet: that is no mistake.
  const left = new Set();
  let number = 0;
  let isSending = false;

  const look = debounce(PAUSE, async () => {
    if (!previewed) return;
    const own = ++number;
    const preview = await ask('/api/new/preview', { method: 'POST', body: await read() }).catch(() => null);
    if (!preview || own !== number || isSending) return;
    show(preview.problems, (path) => left.has(path) || path === 'name');
    previewed(preview);
  });

  /** Shows what is wrong, where it is wrong. */
  function show(problems, isShown = () => true) {
    for (const [path, field] of Object.entries(fields)) {
      const own = problems.find((problem) => problem.path === path && isShown(path));
      field.problem(own ? wordsOf(own) : null, own ? field.help?.(own) ?? [] : []);
    }
    const other = problems.find((problem) => !fields[problem.path] && isShown(problem.path));
    whole.problem(other ? wordsOf(other) : null);
  }

  for (const [path, { input }] of Object.entries(fields)) {
    input.addEventListener('blur', () => {
      if (!input.value?.trim()) return;
      left.add(path);
      look();
    });
  }

  return {
    /** To be called when something is another one. */
    changed: look,
    /** Has it made. */
    async send() {
      if (isSending) return;
      isSending = true;
      look.cancel();
      try {
        const { id } = await ask('/api/new', { method: 'POST', body: await read() });
        made(id);
      } catch (error) {
        const problems = error.body?.problems ?? [{ path: '', message: say('not-made', { why: error.message }), hints: [] }];
        for (const path of Object.keys(fields)) left.add(path);
        show(problems);
        const first = Object.entries(fields).find(([path]) => problems.some((problem) => problem.path === path));
        first?.[1].reveal?.();
        first?.[1].input.focus();
      } finally {
        isSending = false;
      }
    },
  };
}

/** Creates the form around fields, with the button that sends it. */
export function createForm(label, order, ...children) {
  return element('form', {
    className: 'order',
    noValidate: true,
    oninput: order.changed,
    onsubmit: (event) => {
      event.preventDefault();
      order.send();
    },
  }, ...children, element('div', { className: 'order-foot' }, element('button', { type: 'submit', className: 'primary' }, label)));
}

/** Returns the buttons that choose one of the ways in which days can be read. */
export function readingsOf({ readings }, choose) {
  return readings.map((days) => element('button', {
    type: 'button', className: 'quiet', onclick: () => choose(formatDays(days)),
  }, formatDays(days)));
}

function wordsOf({ message, hints }) {
  return [message, ...hints].map((words) => (/[.!?。？！]$/.test(words) ? words : `${words}.`)).join(' ');
}
