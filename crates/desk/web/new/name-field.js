// The short name under which a record is saved: made of its title and date, unless somebody wants
// another one.

import { button, element } from '../dom.js';
import { say } from '../words.js';
import { createLabelled } from './labelled.js';

/** Creates the fold that says the name and changes it. `changed` is called with another one. */
export function createNameField(changed) {
  const input = element('input', { type: 'text', autocomplete: 'off', spellcheck: false, autocapitalize: 'off' });
  const field = createLabelled(say('short-name'), input, { note: say('about-short-name') });
  const clash = element('div', { className: 'problem clash', 'aria-live': 'polite' });
  const name = element('strong');
  const line = element('p', { className: 'saved-under', 'aria-live': 'polite', hidden: true });
  const more = element('details', { className: 'more' }, element('summary', {}, say('short-name')), field.element, line);
  line.append(...withName(say('saved-under'), name));

  /** Takes a name, as a button offers it. */
  function take(value) {
    more.open = true;
    input.value = value;
    input.focus();
    changed();
  }

  return {
    ...field,
    clash,
    more,
    get value() {
      return input.value.trim() || null;
    },
    reveal: () => (more.open = true),
    /** Shows what is known of the name. */
    show(known) {
      line.hidden = !known;
      name.textContent = known ?? '';
      if (known) input.placeholder = known;
    },
    problem(words, extras) {
      // What is wrong with a name that nobody has written is said where everybody sees it.
      const isOwn = Boolean(input.value.trim());
      field.problem(isOwn ? words : null, extras);
      clash.replaceChildren(...(words && !isOwn ? [element('p', {}, words), ...extras] : []));
      if (words && isOwn) more.open = true;
    },
    help({ record, free }) {
      return [
        record && element('a', { href: `/record/${encodeURIComponent(record)}` }, say('open-that-one')),
        free && button(say('use-name', { name: free }), () => take(free), { className: 'quiet' }),
      ].filter(Boolean);
    },
  };
}

// Where a language puts the name.
function withName(words, name) {
  const [before, after = ''] = words.split('[[name]]');
  return [before, name, after];
}
