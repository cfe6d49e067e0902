// A text about which more can be said, such as a venue with its address: the text, and the rest
// folded below it.

import { button, element, setText, uniqueId } from '../dom.js';
import { say } from '../words.js';
import { createFieldSet } from './field-set.js';
import { createFrame } from './frame.js';
import { isEmpty } from './kinds.js';
import { Place } from './place.js';

const isTable = (value) => value !== null && typeof value === 'object';

/** The place of the text itself, which may stand without its table. */
class TextPlace extends Place {
  constructor(outer, key) {
    super(outer.form, outer.parent, outer.step);
    Object.assign(this, { outer, key });
  }

  get inner() {
    return typeof this.outer.value === 'string' ? this.outer : this.outer.at(this.key);
  }

  get path() {
    return this.inner.path;
  }

  get draft() {
    return this.outer.draft;
  }

  get isGone() {
    return this.outer.isGone;
  }

  get value() {
    return this.inner.value;
  }

  change(change) {
    this.inner.change(change);
  }
}

/** Creates the field at a place. `options` are those of its frame. */
export function createEither(field, place, depth, options = {}) {
  const { form } = place;
  const { key, table, text } = field.kind;
  place.textKey = key;
  const [main, others] = [form.tables[table].fields.find((one) => one.key === key), form.tables[table].fields.filter((one) => one.key !== key)];
  const words = { ...field, kind: text, example: main?.example ?? field.example, isOnePart: true };
  const frame = createFrame(words, new TextPlace(place, key), options);
  const id = uniqueId('details');
  const details = element('div', { className: 'details', id, hidden: true });
  let set = null;
  const toggle = button('', () => open(details.hidden), { className: 'quiet details-toggle', 'aria-expanded': 'false', 'aria-controls': id });
  const all = element('div', { className: 'either' }, frame.element, toggle, details);

  function open(isOpen) {
    if (isOpen && !set) {
      set = createFieldSet(others, place, depth + 1);
      details.append(set.element);
    }
    details.hidden = !isOpen;
    toggle.setAttribute('aria-expanded', String(isOpen));
    label(place.value);
  }

  function label(value) {
    const said = others.filter((one) => isTable(value) && !isEmpty(value[one.key])).map((one) => one.label);
    // What more there is to say is named: the first of it.
    const more = `${others.slice(0, 2).map((one) => one.label).join(', ')}…`;
    const closed = said.length ? say('form-details-of', { names: said.join(', ') }) : more;
    setText(toggle, details.hidden ? closed : say('form-details-close'));
    // Only about something is there more to say.
    toggle.hidden = !said.length && details.hidden && (form.readOnly || isEmpty(value));
  }

  label(place.value);
  return {
    element: all,
    show(value, origin) {
      frame.show(isTable(value) ? value[key] : value, origin);
      set?.show(isTable(value) ? value : undefined, origin);
      label(value);
    },
    notes() {
      frame.notes();
      set?.notes();
    },
    child(step) {
      if (step === undefined || step === key) return frame;
      open(true);
      return set.child(step);
    },
    focus: (at) => frame.focus(at),
  };
}
