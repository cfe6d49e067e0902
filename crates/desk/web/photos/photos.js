// The photos of a record: added from wherever they come, and known to its form.

import { button, element } from '../dom.js';
import { hintOf } from '../form/fields/parts.js';
import { isEmpty } from '../form/kinds.js';
import { ask, pathOf } from '../server.js';
import { say } from '../words.js';
import { baseName, placeAt } from './paths.js';
import { PhotoFiles } from './photo-files.js';
import { Uploads } from './uploads.js';

/** What the dialog for files offers first. The server looks at what is in a file, not at its name. */
const KINDS = 'image/*,.jpg,.jpeg,.png,.webp,.gif,.tif,.tiff,.svg,.pdf,.heic';

/** The width of the picture in the head of a card, in pixels, for fine screens too. */
const THUMBNAIL = 96;

/** The place of a photo that opens the report. */
const FIRST = 'lead';

export class Photos {
  #edit = null;

  /** `query` returns which document is shown. */
  constructor({ record, file, readOnly, query }) {
    Object.assign(this, { record, file, readOnly });
    this.files = new PhotoFiles(query);
    this.uploads = new Uploads({ record, maxBytes: () => this.files.maxBytes });
    this.input = element('input', { type: 'file', multiple: true, accept: KINDS, hidden: true, onchange: () => this.#chosen() });
    this.element = element('div', { className: 'photos-strip' }, this.uploads.element, this.input);
  }

  /** Connects them with the pane in which the record is edited. */
  connect(edit) {
    this.#edit = edit;
    this.files.refreshSoon();
  }

  /** Asks what is known of them, as after new pages. */
  refreshSoon() {
    const { form, isForm } = this.#edit ?? {};
    this.files.refreshSoon({ isShown: isForm && form?.group === 'photos' });
  }

  get #store() {
    return this.#edit.store;
  }

  get canAdd() {
    return !this.readOnly && Boolean(this.#edit?.form) && !this.#store.unfit(this.file);
  }

  /** Returns whether a field is the list of photos of this record. */
  isList({ key, kind }) {
    return key === 'photos' && kind.kind === 'list' && kind.of.table === 'photo';
  }

  // Adding.

  /** Asks for files, and adds them as `add` would. */
  choose(where = {}) {
    this.where = where;
    this.input.multiple = !where.replace;
    this.input.click();
  }

  #chosen() {
    const files = [...this.input.files];
    // The same file can be chosen again.
    this.input.value = '';
    this.add(files, this.where);
  }

  /** Adds files after a place of the report, or in place of another photo, at `replace`. */
  add(files, { after = null, index = null, replace = null } = {}) {
    const chosen = replace ? [...files].slice(0, 1) : [...files];
    if (!chosen.length || this.readOnly) return;
    if (!this.canAdd) return this.uploads.refuse(say('photo-no-form'));
    const showing = this.#showing({ isOne: chosen.length === 1 });
    this.uploads.add(chosen, (answer) => {
      this.files.adopt(answer);
      if (replace) return this.#replace(replace, answer);
      const values = this.#store.get(this.file);
      const photos = values.photos ?? [];
      const known = photos.findIndex(({ file }) => file === answer.file);
      if (known >= 0) {
        showing(known);
        return say('photo-is-there');
      }
      const at = Math.min(index ?? photos.length, photos.length);
      // Several that are dropped in one place stand in their order.
      if (index !== null) index += 1;
      const value = after === null ? answer.entry : { ...answer.entry, after };
      const kept = after === null || !at ? [] : this.#keepFirst(photos);
      this.#store.edit(this.file, [...kept, { op: 'insert', path: 'photos', index: at, value }]);
      showing(at);
      return null;
    });
    return null;
  }

  // As long as no photo has a place, the first one opens the report. It stays there when another
  // one gets a place.
  #keepFirst(photos) {
    return photos.length && photos.every((photo) => isEmpty(photo.after)) ? [{ op: 'set', path: 'photos[0].after', value: FIRST }] : [];
  }

  /** Takes note that a photo is about to get a place. */
  keepFirst(place) {
    const photos = this.#store.get(this.file)?.photos ?? [];
    const edits = this.isOfPhoto(place) && !isFirst(place) ? this.#keepFirst(photos) : [];
    if (edits.length) this.#store.edit(this.file, edits);
  }

  // The same picture, only better, keeps its most important point. What is said of it stays.
  #replace(place, { entry, file, facts }) {
    if (!place.isThere) return null;
    const { alt, focus } = place.siblings();
    const before = this.files.get(place.file)?.facts;
    const isAlike = before && Math.abs(before.width / before.height / (facts.width / facts.height) - 1) < 0.02;
    place.change({ op: 'set', value: file });
    if (focus.value !== undefined && !isAlike) focus.change({ op: 'remove' });
    if (entry.alt && alt.value === undefined) alt.change({ op: 'set', value: entry.alt });
    return say('photo-replaced');
  }

  // Shows the first of those that were added, closed; whoever adds one is asked for its
  // description. Nothing moves for somebody who has gone on to write elsewhere meanwhile.
  #showing({ isOne }) {
    let isShown = false;
    return (index) => {
      if (isShown || isWriting()) return;
      isShown = true;
      this.#edit.show('form', { isKept: false });
      if (isOne) this.#edit.form.goTo(`photos[${index}].alt`);
      else this.#edit.form.reveal('photos', index);
    };
  }

  /** Returns the place after which a photo belongs that is dropped on a value of the record: `{value, label}`, or `null`. */
  async placeOf(steps) {
    const photo = steps[0] === 'photos' && this.#store.get(this.file)?.photos?.[steps[1]];
    const places = await this.#places();
    if (photo) return { value: photo.after ?? null, label: places.find(({ value }) => value === photo.after)?.label ?? null, index: steps[1] + 1 };
    return placeAt(steps, places);
  }

  async #places() {
    const names = await ask(pathOf('/api/names', { file: this.file })).catch(() => null);
    return names?.places ?? [];
  }

  // What the form shows.

  /** Creates the button that adds photos, on which they can be dropped as well. */
  createAdd() {
    return element('button', { type: 'button', className: 'add photo-add', onclick: () => this.choose() },
      element('span', { className: 'photo-add-label' }, element('span', { className: 'plus', 'aria-hidden': 'true' }, '+'), say('photos-add')),
      ' ', element('span', { className: 'photo-add-hint' }, say('photos-drop')));
  }

  /** Creates the way to where it is said who took all photos, as long as nobody is named. */
  createCredit() {
    this.credit = button(say('photo-who-took'), () => this.#edit.form.goTo('credits.photographer'), { className: 'quiet', hidden: true });
    return this.credit;
  }

  /** Shows that way, or no longer. */
  showCredit() {
    const { photos, credits } = this.#store.get(this.file) ?? {};
    if (this.credit) this.credit.hidden = isEmpty(photos) || !isEmpty(credits?.photographer);
  }

  /** Creates the small picture in the head of a card. */
  createThumbnail(place) {
    const picture = element('img', { className: 'box-thumb', alt: '' });
    const show = () => {
      const { file } = place.value ?? {};
      const address = file ? this.files.address(file, THUMBNAIL) : null;
      picture.classList.toggle('is-blank', !address);
      if (!address) picture.removeAttribute('src');
      else if (picture.getAttribute('src') !== address) picture.src = address;
    };
    this.follow(picture, show);
    return { element: picture, show };
  }

  /** Returns the value of a photo with what its file says, for a line that tells one from another. */
  filled(value) {
    const said = this.files.get(value?.file)?.facts?.metadata ?? {};
    const alt = hintOf(value?.alt) === null ? value?.alt : undefined;
    return { ...value, caption: value?.caption || said.caption, alt: alt || said.alt, file: value?.file && baseName(value.file) };
  }

  /** Returns whether a place is a field of a photo. */
  isOfPhoto(place) {
    return place.parent?.parent?.path === 'photos' && place.parent.parent.parent?.path === '';
  }

  /** Returns what the photo's own data say for an empty field of its card, or what is asked for. */
  hintFor(place, { key }) {
    if (!this.isOfPhoto(place)) return null;
    const said = this.files.get(place.parent.value?.file)?.facts?.metadata;
    const value = [said?.[key]].flat().filter(Boolean).join(', ');
    if (value && key !== 'date' && key !== 'people') return { words: value, isSaid: true };
    if (key === 'after') {
      const isOpening = isFirst(place) && (this.#store.get(this.file)?.photos ?? []).every((photo) => isEmpty(photo.after));
      return { words: say(isOpening ? 'photo-at-start' : 'photo-at-end'), isSaid: false };
    }
    return key === 'alt' ? { words: say('photo-telephone'), isSaid: false } : null;
  }

  /** Calls a function at each change, as long as an element is in the window. */
  follow(node, call) {
    let wasThere = false;
    const changed = () => {
      wasThere ||= node.isConnected;
      if (wasThere && !node.isConnected) this.files.removeEventListener('change', changed);
      else call();
    };
    this.files.addEventListener('change', changed);
    call();
  }
}

/** Returns whether a place is a field of the first photo. */
const isFirst = (place) => place.parent.path === 'photos[0]';

/** Returns whether somebody has the focus in something that is written or chosen. */
const isWriting = () => document.activeElement?.matches('textarea, input, select') ?? false;
