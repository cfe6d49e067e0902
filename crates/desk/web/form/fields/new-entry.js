// Somebody whom byline does not know yet: the question where to keep them, and then their card.

import { button, element, uniqueId } from '../../dom.js';
import { say } from '../../words.js';
import { addEntry } from '../add-entry.js';
import { stepsOf } from '../paths.js';

/**
 * Creates the card; `draft` is what is known so far. `added(value, scope)` is called with the value
 * that stands for the new entry, once it is kept, and `cancelled()` if it is given up. `similar` are
 * the options of those who may be meant; `meant(option)` is called with the one who is.
 */
export function createNewEntry(kind, draft, context, { similar = [], meant, added, cancelled }) {
  const { form } = context;
  const { file } = form;
  const title = element('p', { className: 'new-entry-title', id: uniqueId('new') }, say(`new-${kind.kind}`, { name: kind.label(draft) }));
  const problem = element('p', { className: 'new-entry-problem', role: 'alert', hidden: true });
  // Without an event, there is nothing to ask.
  const isOfAll = file === kind.shared || /^(?:people|organisations)\.toml$/.test(file);
  const always = choice('always', 'primary', isOfAll ? say('take-person', { name: kind.label(draft) }) : say('keep-always'));
  const event = isOfAll ? null : choice('event', '', say('keep-event'));
  const panel = element('div', {
    className: 'entry-card new-entry', role: 'group', 'aria-labelledby': title.id,
    onkeydown: (pressed) => {
      if (pressed.key !== 'Escape' || pressed.defaultPrevented) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      cancelled();
    },
  }, title, similar.length ? createSimilar() : null, isOfAll ? null : element('p', { className: 'control-note' }, say(`keep-question-${kind.kind}`)), problem,
  element('div', { className: 'entry-foot' }, always, event, button(say('cancel'), cancelled, { className: 'quiet' })));

  function createSimilar() {
    const one = (option) => button([option.label, option.detail].filter(Boolean).join(' · '), () => meant(option), { className: 'quiet' });
    return element('div', { className: 'similar' }, element('span', {}, say('is-it')), similar.map(one));
  }

  function choice(scope, className, label) {
    return button(label, () => keep(scope), { className });
  }

  async function keep(scope) {
    const buttons = [...panel.querySelectorAll('button')];
    for (const one of buttons) one.disabled = true;
    try {
      const [path, where] = scope === 'always' ? ['', kind.shared] : [kind.under, file];
      if (scope === 'always') await form.store.load(kind.shared);
      const key = await addEntry(form.store, where, path, draft);
      // The last step of the path is what stands for it.
      await added(stepsOf(key).at(-1), scope);
    } catch (error) {
      problem.hidden = false;
      problem.textContent = error.message;
      for (const one of buttons) one.disabled = false;
      always.focus();
    }
  }

  return { element: panel, focus: () => always.focus() };
}
