// Somebody whom byline does not know yet: the question where to keep them, and then their card.

import { button, element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { addEntry } from '../add-entry.js';
import { stepsOf } from '../paths.js';
import { splitHonorifics } from './honorifics.js';

/**
 * Creates the card. `added(value, scope, draft)` is called with the value that stands for the new
 * entry and what is known of it, once it is kept, and `cancelled()` if it is given up. `similar` are
 * the options of those who may be meant; `meant(value)` is called with the one who is.
 */
export function createNewEntry(kind, text, context, { similar = [], meant, added, cancelled }) {
  const { form } = context;
  const { file } = form;
  const draft = kind.kind === 'person' ? splitHonorifics(text) : { name: text };
  const title = element('p', { className: 'new-entry-title', id: uniqueId('new') }, say(`new-${kind.kind}`, { name: draft.name }));
  const problem = element('p', { className: 'new-entry-problem', role: 'alert', hidden: true });
  const always = choice('always', 'primary');
  const event = file === kind.shared || /^(?:people|organisations)\.toml$/.test(file) ? null : choice('event', '');
  const panel = element('div', {
    className: 'entry-card new-entry', role: 'group', 'aria-labelledby': title.id,
    onkeydown: (pressed) => {
      if (pressed.key !== 'Escape' || pressed.defaultPrevented) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      cancelled();
    },
  }, title, similar.length ? createSimilar() : null, element('p', { className: 'control-note' }, say(`keep-question-${kind.kind}`)), problem,
  element('div', { className: 'entry-foot' }, always, event, button(say('cancel'), cancelled, { className: 'quiet' })));

  function createSimilar() {
    const one = ({ label, value }) => button(label, () => meant(value), { className: 'quiet' });
    return element('div', { className: 'similar' }, element('span', {}, say('is-it')), similar.map(one));
  }

  function choice(scope, className) {
    return button(say(`keep-${scope}`), () => keep(scope), { className });
  }

  async function keep(scope) {
    const buttons = [...panel.querySelectorAll('button')];
    for (const one of buttons) one.disabled = true;
    try {
      const [path, where] = scope === 'always' ? ['', kind.shared] : [kind.under, file];
      if (scope === 'always') await form.store.load(kind.shared);
      const key = await addEntry(form.store, where, path, draft);
      // The last step of the path is what stands for it.
      await added(stepsOf(key).at(-1), scope, draft);
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error.message;
      for (const one of buttons) one.disabled = false;
      always.focus();
    }
  }

  return { element: panel, focus: () => always.focus() };
}
