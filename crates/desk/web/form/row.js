// A row of a list: a field, with a handle to drag it by and a menu of what can be done with it.

import { element } from '../dom.js';
import { say } from '../words.js';
import { createEither } from './either.js';
import { createFieldSet } from './field-set.js';
import { createFrame } from './frame.js';
import { createItemMenu } from './item-menu.js';
import { addsItem, letEnterAdd } from './kinds.js';
import { handleMoveKeys, createHandle } from './movable.js';

/** Creates the row at a place. */
export function createRow(field, place, depth, actions) {
  const { form } = place;
  const own = { ...field, kind: field.kind.of, required: false };
  const options = { isLabelHidden: true, isItem: true };
  const table = own.kind.kind === 'table' ? own.kind.table : null;
  const node = table ? createFieldSet(form.tables[table].fields, place, depth)
    : own.kind.kind === 'either' ? createEither(own, place, depth, options)
      : createFrame(own, place, options);
  const tools = form.readOnly ? null : createItemMenu(actions, () => row.name, { isStop: Boolean(table) });
  const handle = form.readOnly ? null : createHandle();
  const all = element('li', {
    className: table ? 'row of-table' : 'row',
    onkeydown: (event) => {
      if (handleMoveKeys(event, actions)) return;
      if (form.readOnly || event.target.closest('.details')) return;
      // Another one after a finished one, as in any list.
      const isNext = table ? event.key === 'Enter' && !event.shiftKey && !event.isComposing && !event.ctrlKey && event.target.matches('textarea, input') : addsItem(event);
      if (isNext && !place.isDraft) {
        event.preventDefault();
        actions.next();
      } else if (event.key === 'Backspace' && !event.repeat && !table && event.target.value === '' && actions.drop()) {
        event.preventDefault();
      }
    },
    onfocusout: (event) => {
      if (!all.contains(event.relatedTarget)) queueMicrotask(() => actions.left());
    },
  }, handle, element('div', { className: 'row-field' }, node.element), tools?.element);

  if (!table) letEnterAdd(node.element);
  const row = {
    ...node,
    element: all,
    get name() {
      const value = place.value;
      const words = typeof value === 'string' ? value : Object.values(value ?? {}).findLast((one) => typeof one === 'string');
      return words || `${field.label} ${actions.number()}`;
    },
    settled() {
      if (!table) node.element.querySelector('label').textContent = `${field.label} ${actions.number()}`;
      if (handle) handle.hidden = !actions.canMove();
      // A single text is removed by emptying it.
      tools?.show(!place.isDraft && (actions.canMove() || own.kind.kind !== 'text'));
    },
  };
  return row;
}
