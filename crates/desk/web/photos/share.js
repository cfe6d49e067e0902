// Who took a photo, said once for all photos of a record.

import { button } from '../dom.js';
import { isEmpty } from '../form/kinds.js';
import { isSame } from '../form/paths.js';
import { say } from '../words.js';

/** What photos of one photographer have in common. */
const SHARED = ['creator', 'credit', 'copyright', 'source'];

/** Creates the button at a field of a photo that gives all others its value, or `null` at other fields. */
export function createShare(place, { key, label }) {
  const { form } = place;
  if (form.readOnly || !form.photos?.isOfPhoto(place) || !SHARED.includes(key)) return null;
  const all = () => form.values.photos ?? [];
  const others = () => all().flatMap((photo, at) => (isSame(photo[key], place.value) ? [] : [at]));
  const share = button(say('photo-share'), () => {
    const { value } = place;
    form.edit(others().map((at) => ({ op: 'set', path: `photos[${at}].${key}`, value })));
    form.announce(say('photo-shared', { name: label }));
    show();
  }, { className: 'quiet' });
  function show() {
    share.hidden = place.draft || isEmpty(place.value) || !others().length;
  }
  show();
  return { element: share, show };
}
