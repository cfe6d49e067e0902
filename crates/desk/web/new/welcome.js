// The first page of all: there is no project in the folder yet, and one can be started.

import { bars } from '../bars.js';
import { element, uniqueId } from '../dom.js';
import { formatLanguage } from '../formats.js';
import { onNews } from '../news.js';
import { ask } from '../server.js';
import { say, uiLanguage } from '../words.js';
import { createLabelled, createProblems } from './labelled.js';
import { createOrder, createForm } from './order.js';
import { createLogoField } from './logo-field.js';

/** The languages in which byline writes documents. */
const LANGUAGES = ['en', 'ms', 'zh-Hans', 'zh-Hant'];

/** Shows the page. */
export function showWelcome({ bareFolder }) {
  const organisation = createLabelled(say('organisation-name'), element('input', { type: 'text', autocomplete: 'organization', maxLength: 1000 }),
    { note: say('about-organisation-name') });
  const main = element('select', { onchange: showOthers }, ...LANGUAGES.map((tag) =>
    element('option', { value: tag, lang: tag, selected: tag === uiLanguage() }, formatLanguage(tag))));
  const language = createLabelled(say('report-language'), main);
  const others = createLanguages();
  const logo = createLogoField();
  const example = element('input', { type: 'checkbox' });
  const whole = createProblems();

  function createLanguages() {
    const boxes = LANGUAGES.map((tag) => {
      const input = element('input', { type: 'checkbox', value: tag });
      return { tag, input, label: element('label', { className: 'check', lang: tag }, input, formatLanguage(tag)) };
    });
    const legend = element('span', { className: 'label', id: uniqueId('label') }, say('other-languages'), element('span', { className: 'optional' }, ' ', say('optional')));
    return {
      boxes,
      element: element('div', { className: 'labelled', role: 'group', 'aria-labelledby': legend.id }, legend,
        element('div', { className: 'checks' }, ...boxes.map(({ label }) => label)),
        element('p', { className: 'advice' }, say('about-other-languages'))),
      chosen: () => boxes.filter(({ tag, input }) => input.checked && tag !== main.value).map(({ tag }) => tag),
    };
  }

  function showOthers() {
    for (const { tag, label } of others.boxes) label.hidden = tag === main.value;
  }

  const order = createOrder({
    read: async () => ({
      kind: 'project',
      organisation: organisation.input.value,
      languages: [main.value, ...others.chosen()],
      logo: await logo.value,
      examples: example.checked,
    }),
    fields: { organisation, languages: language, logo },
    whole,
    made: () => location.assign('/'),
  });
  showOthers();
  const form = createForm(say('start-project'), order,
    element('h1', {}, say('welcome')),
    element('p', {}, say('about-welcome')),
    organisation.element, language.element, others.element, logo.element,
    element('label', { className: 'check' }, example, say('with-example')),
    element('p', { className: 'advice folder' }, say(bareFolder.isEmpty ? 'folder-empty' : 'folder-in-use', { folder: bareFolder.path })),
    whole.element);
  document.body.replaceChildren(
    element('header', { className: 'header' }, element('span', { className: 'brand' }, 'byline')),
    element('main', { className: 'starting' }, form), bars);
  document.title = say('page-title', { page: say('welcome') });
  organisation.input.focus();
  // Somebody may have started it elsewhere.
  onNews('records', async () => {
    const project = await ask('/api/project').catch(() => null);
    if (project && !project.bareFolder) location.assign('/');
  });
}
