// The name of a person. Titles before it have a field of their own: names that begin with some are
// offered without them.

import { button, element, setText } from '../../dom.js';
import { say } from '../../words.js';
import { splitHonorifics } from './honorifics.js';
import { createShell } from './parts.js';
import { setSibling, sibling } from './siblings.js';
import { createTextField } from './text.js';

/** Creates the field. */
export function createNameField(field, context) {
  const text = createTextField(field, context);
  const area = text.element;
  const offer = button('', move, { className: 'quiet', hidden: true });
  area.addEventListener('blur', look);
  area.addEventListener('input', () => {
    offer.hidden = true;
  });

  function look() {
    const { honorifics } = splitHonorifics(area.value);
    offer.hidden = context.readOnly || !honorifics;
    if (honorifics) setText(offer, say('split-titles', { titles: honorifics.join(' ') }));
  }

  function move() {
    const { name, honorifics } = splitHonorifics(area.value);
    context.change({ op: 'set', value: name });
    setSibling(context, 'honorifics', [...(sibling(context, 'honorifics') ?? []), ...honorifics]);
    area.focus();
  }

  return {
    ...text,
    element: createShell('control-name', area, element('div', { className: 'field-tools' }, offer)),
    show(value) {
      text.show(value);
      if (document.activeElement !== area) look();
      else offer.hidden = true;
    },
  };
}
