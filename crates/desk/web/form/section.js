// A part of a form with a heading: a table, such as the attendance, or a list of tables, such as
// the sessions.

import { button, element, setText } from '../dom.js';
import { say, sayCount } from '../words.js';
import { createEntries } from './entries.js';
import { createFieldSet } from './field-set.js';
import { isEmpty } from './kinds.js';
import { createList } from './list.js';
import { createNotes } from './notes.js';
import { createRemoved } from './removed.js';

/** Creates the part at a place. */
export function createSection(field, place, depth) {
  const { form } = place;
  const heading = element(`h${Math.min(depth + 1, 6)}`, { className: 'section-title', tabIndex: -1 }, field.label);
  const count = element('span', { className: 'section-count' });
  const head = element('div', { className: 'section-head' }, heading, count);
  const notes = createNotes(form);
  // An empty part of the form says what belongs there.
  const about = depth === 1 ? element('p', { className: 'section-about' }, field.meaning) : null;
  const isTable = field.kind.kind === 'table';
  const content = isTable ? createFieldSet(form.tables[field.kind.table].fields, place, depth + 1)
    : field.kind.kind === 'entries' ? createEntries(field, place, depth + 1)
      : createList(field, place, depth + 1);
  const section = element('section', { className: 'section', 'data-path': place.path }, head, about, notes.element, content.element);
  if (isTable && !form.readOnly) {
    head.append(button(say('form-remove'), remove, { className: 'quiet section-remove', 'aria-label': say('form-remove-of', { name: field.label }) }));
  }
  form.register(section, { place, field });
  let note = null;

  // Emptied, so that what is in it can be entered anew at once.
  function remove() {
    if (isEmpty(place.value)) return heading.focus();
    note?.remove();
    note = createRemoved(form, say('form-removed', { name: field.label }), () => heading.focus());
    head.after(note.element);
    place.change({ op: 'remove' });
    return note.focus();
  }

  function showCount(value) {
    const number = Array.isArray(value) ? value.length : value && !isTable ? Object.keys(value).length : 0;
    setText(count, number > 1 ? sayCount('form-items', number) : '');
    // What nobody has begun lacks nothing.
    section.classList.toggle('is-unused', isEmpty(value));
  }

  showCount(place.value);
  notes.show(form.findingsAt(place));
  return {
    element: section,
    show(value, origin) {
      showCount(value);
      if (!isEmpty(value)) note?.remove();
      content.show(value, origin);
    },
    notes() {
      notes.show(form.findingsAt(place));
      content.notes();
    },
    child: (step) => content.child(step),
    /** Begins to fill in an empty part. */
    begin: () => (content.begin ?? content.focus)(),
    focus() {
      heading.scrollIntoView({ block: 'nearest' });
      content.focus();
    },
  };
}
