// Creates what stands in the form for a field, by its kind. Each has an `element`, and
// `show(value, origin)`, `notes()` for findings, `child(step)` for what it contains, opened, and
// `focus(at)`.

import { button, element } from '../dom.js';
import { say } from '../words.js';
import { createEither } from './either.js';
import { hasField } from './fields/index.js';
import { createFrame } from './frame.js';
import { isKnown, isPart } from './kinds.js';
import { createList } from './list.js';
import { createSection } from './section.js';

/** Creates the field at a place. */
export function createNode(field, place, depth) {
  const isOnlyInSource = !place.draft && place.form.store.isOnlyInSource(place.form.file, place.path);
  if (isOnlyInSource || !isKnown(field.kind)) return createUnknown(field, place);
  if (isPart(field.kind)) return createSection(field, place, depth);
  if (hasField(field.kind)) return createFrame(field, place);
  if (field.kind.kind === 'list') return createList(field, place, depth);
  if (field.kind.kind === 'either') return createEither(field, place, depth);
  return createFrame(field, place);
}

// What no field can hold yet is at least shown to be there.
function createUnknown(field, place) {
  const source = button(say('form-in-source'), () => place.form.showSource(place.path), { className: 'link' });
  const node = {
    element: element('div', { className: 'field is-unknown', 'data-path': place.path },
      element('p', { className: 'field-head' }, field.label), source),
    show() {},
    notes() {},
    child: () => node,
    focus: () => source.focus(),
  };
  place.form.register(node.element, { place, field });
  return node;
}
