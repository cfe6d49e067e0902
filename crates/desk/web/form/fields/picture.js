// A picture: shown as it prints, with the point that must stay in sight, whether it is large
// enough, and another one in its place.

import { button, element, setText } from '../../dom.js';
import { formatList, formatNumber } from '../../formats.js';
import { fitnessOf } from '../../photos/fitness.js';
import { filesOf, hasFiles, take } from '../../photos/dragged.js';
import { baseName } from '../../photos/paths.js';
import { createPhotoView } from '../../photos/photo-view.js';
import { say } from '../../words.js';
import { createLogoField } from './logo.js';

/** The width of the picture that is asked for, in pixels: that of the form on a fine screen. */
const WIDTH = 900;

/** The width of the one that is there at once, because the head of the card shows it. */
const THUMBNAIL = 96;

/** Creates the field. */
export function createPictureField(field, context) {
  const { form, readOnly } = context;
  const { photos } = form;
  if (!photos || !context.path.startsWith('photos[')) return createLogoField(field, context);
  const focus = context.sibling('focus');
  const view = createPhotoView({ readOnly, choose: (point) => focus.change({ op: 'set', value: point }) });
  const about = readOnly ? null : element('p', { className: 'photo-where' }, say('photo-point-about'));
  const fit = element('p', { className: 'photo-fit' });
  const use = button('', () => context.sibling('width').change({ op: 'set', value: use.value }), { className: 'quiet', hidden: true });
  const where = element('p', { className: 'photo-where' });
  const name = element('p', { className: 'photo-name' });
  const replace = button(say('photo-replace'), () => photos.choose({ replace: target }), { className: 'quiet' });
  const remove = button(say('form-remove'), () => all.dispatchEvent(new Event('remove-item', { bubbles: true })), { className: 'quiet' });
  const all = element('div', {
    className: 'control control-picture', role: 'group', 'aria-labelledby': context.labelId, 'aria-describedby': context.describedBy,
    ondragover: (event) => over(event), ondragleave: () => all.classList.remove('is-over'), ondrop: (event) => dropped(event),
  }, view.element, element('div', { className: 'photo-facts' }, about, fit, use, where, name),
  readOnly ? null : element('div', { className: 'field-tools' }, replace, remove));
  let file;
  const target = {
    get file() {
      return file;
    },
    get isThere() {
      return all.isConnected;
    },
    change: (change) => context.change(change),
    siblings: () => ({ alt: context.sibling('alt'), focus }),
  };

  // A photo that is dropped on another one takes its place.
  function over(event) {
    if (readOnly || !hasFiles(event)) return;
    take(event);
    all.classList.add('is-over');
  }

  function dropped(event) {
    all.classList.remove('is-over');
    if (readOnly || !hasFiles(event)) return;
    take(event);
    photos.add(filesOf(event), { replace: target });
  }

  function draw() {
    const known = photos.files.get(file);
    const facts = known?.facts;
    const printed = photos.files.printed(context.path.replace(/\.file$/, ''));
    view.showPicture(photos.files.address(file, WIDTH), { ...facts, small: photos.files.address(file, THUMBNAIL), words: wordsFor(known) });
    if (about) about.hidden = !facts;
    view.showPoint(focus.value);
    const isCut = view.showSeen(printed.find(({ seen }) => seen[2] * seen[3] < 0.995)?.seen);
    const fitness = facts ? fitnessOf(facts, printed, context.sibling('width').value ?? undefined) : null;
    setText(fit, fitness?.words ?? '');
    fit.classList.toggle('is-coarse', Boolean(fitness) && !fitness.isEnough);
    use.hidden = readOnly || !fitness?.other;
    if (fitness?.other) {
      use.value = fitness.other;
      setText(use, say(`photo-use-${fitness.other}`));
    }
    // One that was just added is not on the page yet.
    setText(where, facts && known.isNamed ? [placesOf(printed), printed.length ? say(isCut ? 'photo-is-cut' : 'photo-is-whole') : ''].filter(Boolean).join(' ') : '');
    setText(name, file ? baseName(file) : '');
    name.title = file ?? '';
  }

  photos.follow(all, draw);
  return {
    element: all,
    show(value) {
      file = value;
      draw();
    },
    focus() {
      if (view.focus() === null) replace.focus({ preventScroll: true });
    },
  };
}

// Why there is no picture.
function wordsFor(known) {
  if (!known) return say('photo-loading');
  if (!known.problem) return '';
  return known.problem.isToCome ? say('photo-to-come') : known.problem.message.replaceAll('`', '');
}

function placesOf(printed) {
  if (!printed.length) return say('photo-not-here');
  const pages = formatList([...new Set(printed.map(({ page }) => String(page)))]);
  const [{ width, height }] = printed;
  return say('photo-printed', { pages, width: formatNumber(Math.round(width)), height: formatNumber(Math.round(height)) });
}
