// The field of a time zone: one of the usual ones, or an offset or region as people write it.

import { createChoiceField } from './choice.js';
import { read } from './reading.js';

/** Creates the field. */
export function createZoneField(field, context) {
  return createChoiceField(field, context, {
    className: 'control-zone',
    list: (names) => names.zones?.map((zone) => (typeof zone === 'string' ? { value: zone, label: zone } : zone)),
    parse: (text) => read(context, 'zone', text),
  });
}
