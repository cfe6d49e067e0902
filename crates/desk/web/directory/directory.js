// The people or the organisations that many events name, each described once.

import { bars } from '../bars.js';
import { button, debounce, element } from '../dom.js';
import { createHeader } from '../header.js';
import { watchRows } from '../new/rows.js';
import { onNews } from '../news.js';
import { createPlaces } from '../places.js';
import { EditPane } from '../record/edit-pane.js';
import { createSaving } from '../record/saving.js';
import { SourcePane } from '../record/source-pane.js';
import { createStep } from '../record/step.js';
import { ask } from '../server.js';
import { createErrors } from '../text/errors.js';
import { say, sayCount } from '../words.js';
import { createUses } from './uses.js';

/** How long nothing has to have changed before findings are asked for. */
const PAUSE = 600;

/** Shows a file of the directory: `people` or `organisations`. */
export async function show() {
  const kind = location.pathname.slice(1);
  const file = `${kind}.toml`;
  const uses = createUses(file, () => edit.form);
  const project = await watchRows((rows) => uses.showRows(rows));
  if (project.bareFolder) return location.assign('/');
  const { readOnly } = project;
  const source = new SourcePane({ record: null, files: [file], readOnly, shownView: () => null });
  const translations = project.languages.slice(1).map((language) => ({ language }));
  const edit = new EditPane(source, { file, readOnly, shownView: () => null, entryTools: uses.tools, translations, mode: 'form' });
  const errors = createErrors(source, file, { readOnly });
  const saving = createSaving(() => edit.states, readOnly);
  const search = element('input', { type: 'search', placeholder: say(`search-${kind}`), 'aria-label': say(`search-${kind}`), oninput: filter });
  const count = element('p', { className: 'wall-count', role: 'status' });
  const add = readOnly ? null : button(say(`add-${kind}`), () => {
    edit.show('form');
    search.value = '';
    filter();
    edit.form.entries.begin();
  }, { className: 'primary' });

  // Cards are hidden rather than taken away, so that nothing that is written in them is lost.
  function filter() {
    if (!edit.form) return;
    const isUnfit = edit.store.unfit(file) !== null;
    if (add) add.disabled = isUnfit;
    search.disabled = isUnfit;
    count.hidden = isUnfit;
    const values = edit.form.values;
    const words = search.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of edit.element.querySelectorAll('.form .boxes > .box')) {
      const value = values[card.dataset.path];
      const text = JSON.stringify(value ?? '').toLocaleLowerCase();
      card.hidden = Boolean(value) && !words.every((word) => text.includes(word));
      if (value && !card.hidden) shown += 1;
    }
    const all = Object.keys(values).length;
    count.textContent = shown === all ? sayCount(`count-${kind}`, all) : say('shown-of', { shown, all: sayCount(`count-${kind}`, all) });
  }

  const title = say(`place-${kind}`);
  document.title = say('page-title', { page: title });
  document.body.replaceChildren(
    createHeader([element('span', { className: 'organisation' }, project.organisation), createPlaces()], [
      saving.element,
      !readOnly && createStep(edit, 'undo'),
      !readOnly && createStep(edit, 'redo'),
    ]),
    element('main', { className: 'directory' },
      element('div', { className: 'directory-head' },
        element('h1', {}, title), element('p', { className: 'advice' }, say(`about-${kind}`)),
        element('div', { className: 'overview-head' }, add, element('search', { className: 'filters' }, search)), count),
      edit.element, errors.element),
    bars);

  const findings = debounce(PAUSE, async () => {
    const latest = await ask('/api/project').catch(() => null);
    if (latest) edit.showFindings(latest.findings);
  });
  // A text that is no list of entries is mended in its source, where it is said what is wrong.
  const showErrors = () => {
    errors.element.hidden = edit.isForm;
    if (!edit.isForm) errors.look();
  };
  edit.addEventListener('mode', showErrors);
  edit.addEventListener('state', () => {
    saving.show();
    showErrors();
  });
  // After the form has shown them.
  edit.store.addEventListener('values', debounce(20, filter));
  onNews('changed', findings);
  onNews('changed', showErrors);
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') event.preventDefault();
  });
  await edit.begin();
  if (edit.store.unfit(file)) edit.show('source', { isKept: false });
  edit.showFindings(project.findings);
  saving.show();
  filter();
  uses.load();
  const wanted = new URLSearchParams(location.search).get('entry');
  if (wanted) edit.form?.goTo(wanted);
}
