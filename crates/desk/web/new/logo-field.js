// The logo of a new project: chosen, or dropped here.

import { button, element, uniqueId } from '../dom.js';
import { say } from '../words.js';

/** The largest file, in bytes. */
const MAX_BYTES = 10 * 2 ** 20;

/** Creates the field. */
export function createLogoField() {
  let data = null;
  const file = element('input', {
    type: 'file', id: uniqueId('logo'), accept: 'image/png,image/jpeg,image/webp,image/svg+xml,application/pdf', className: 'for-screen-readers',
    onchange: () => take(file.files[0]),
  });
  const picture = element('img', { alt: '', hidden: true });
  const name = element('span', { className: 'logo-name' });
  const choose = element('label', { htmlFor: file.id, className: 'file-button' }, say('choose-logo'));
  const remove = button(say('remove-logo'), () => take(null), { className: 'quiet', hidden: true });
  const orDrop = element('span', { className: 'advice' }, say('or-drop'));
  const drop = element('div', {
    className: 'drop',
    ondragover: (event) => {
      event.preventDefault();
      drop.classList.add('is-over');
    },
    ondragleave: () => drop.classList.remove('is-over'),
    ondrop: (event) => {
      event.preventDefault();
      drop.classList.remove('is-over');
      take(event.dataTransfer.files[0]);
    },
  }, picture, name, file, choose, orDrop, remove);
  const below = element('div', { className: 'problem', id: uniqueId('problem'), 'aria-live': 'polite' });
  file.setAttribute('aria-describedby', below.id);
  const legend = element('span', { className: 'label', id: uniqueId('label') }, say('logo'), element('span', { className: 'optional' }, ' ', say('optional')));

  async function take(chosen) {
    problem(null);
    URL.revokeObjectURL(picture.src);
    data = null;
    if (chosen?.size > MAX_BYTES) {
      problem(say('logo-too-large'));
      chosen = null;
    }
    if (!chosen) {
      file.value = '';
      name.textContent = '';
      orDrop.hidden = false;
      picture.hidden = remove.hidden = true;
      return file.focus();
    }
    name.textContent = chosen.name;
    remove.hidden = false;
    orDrop.hidden = true;
    data = readAsBase64(chosen);
    picture.src = URL.createObjectURL(chosen);
    // A PDF is no picture to a browser.
    picture.hidden = !(await picture.decode().then(() => true, () => false));
  }

  function problem(words) {
    below.replaceChildren(...(words ? [element('p', {}, words)] : []));
  }

  return {
    element: element('div', { className: 'labelled', role: 'group', 'aria-labelledby': legend.id }, legend, drop, below),
    input: file,
    problem,
    /** The logo as the order has it, or a promise of it. */
    get value() {
      return data;
    },
  };
}

async function readAsBase64(file) {
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => {
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
  });
  reader.readAsDataURL(file);
  const text = await read;
  return { alt: '', data: text.slice(text.indexOf(',') + 1) };
}
