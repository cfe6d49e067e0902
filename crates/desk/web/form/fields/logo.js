// A logo: seen, chosen or dropped here, or named by its file if the project has that already.

import { button, element, setText } from '../../dom.js';
import { filesOf, hasFiles, take } from '../../photos/dragged.js';
import { send } from '../../photos/send.js';
import { pathOf } from '../../server.js';
import { say } from '../../words.js';
import { createShell } from './parts.js';
import { createTextField } from './text.js';

/** The width of the picture that is asked for, in pixels. */
const WIDTH = 240;

/** Creates the field. */
export function createLogoField(field, context) {
  const { form, readOnly } = context;
  const name = createTextField(field, context);
  const picture = element('img', {
    className: 'logo-picture', alt: '', hidden: true, onload: () => (picture.hidden = false), onerror: () => (picture.hidden = true),
  });
  const input = element('input', {
    type: 'file', accept: 'image/*,.svg,.pdf', hidden: true,
    onchange: () => {
      const [file] = input.files;
      // The same file can be chosen again.
      input.value = '';
      if (file) add(file);
    },
  });
  const choose = button(say('choose-logo'), () => input.click(), { className: 'quiet' });
  const words = element('span', { className: 'control-note', role: 'status' }, say('or-drop'));
  const all = createShell('control-logo', picture, name.element,
    readOnly ? null : element('div', { className: 'field-tools' }, choose, words, input));
  for (const [type, call] of Object.entries({ dragover: over, dragleave: () => all.classList.remove('is-over'), drop: dropped })) {
    all.addEventListener(type, call);
  }

  function over(event) {
    if (readOnly || !hasFiles(event)) return;
    take(event);
    all.classList.add('is-over');
  }

  function dropped(event) {
    all.classList.remove('is-over');
    if (readOnly || !hasFiles(event)) return;
    take(event);
    const [file] = filesOf(event);
    if (file) add(file);
  }

  async function add(file) {
    choose.disabled = true;
    context.problem(null);
    setText(words, say('photo-looking'));
    try {
      const { file: stored } = await send(file, { to: pathOf('/api/logos', { of: form.file, name: file.name }) });
      context.edit(stored);
      show(stored);
    } catch ({ message, body }) {
      const why = body?.message ? [body.message, body.hint].filter(Boolean).join('; ') : message || say('photo-not-sent');
      context.problem(why.charAt(0).toLocaleUpperCase() + why.slice(1));
    }
    choose.disabled = false;
    setText(words, say('or-drop'));
  }

  async function show(value) {
    name.show(value);
    if (!value) {
      picture.hidden = true;
      picture.removeAttribute('src');
      return;
    }
    // Only what the file names is shown.
    await form.store.sent();
    picture.src = pathOf('/api/logo', { of: form.file, file: value, width: WIDTH });
  }

  return { element: all, show, focus: (at) => name.focus(at) };
}
