// The project itself: organisation, logo, colours, languages and templates, with a page beside
// them that shows what they do.

import { bars } from '../bars.js';
import { debounce, element, setText, uniqueId } from '../dom.js';
import { createHeader } from '../header.js';
import { watchRows } from '../new/rows.js';
import { onNews } from '../news.js';
import { createPlaces } from '../places.js';
import { DocumentChoice } from '../record/document.js';
import { EditPane } from '../record/edit-pane.js';
import { createLayout } from '../record/layout.js';
import { LiveView } from '../record/live-view.js';
import { Pages } from '../record/pages.js';
import { createSaving } from '../record/saving.js';
import { SourcePane } from '../record/source-pane.js';
import { createStep } from '../record/step.js';
import { createZoom } from '../record/zoom.js';
import { ask } from '../server.js';
import { say } from '../words.js';

const FILE = 'byline.toml';

/** How long nothing has to have changed before findings are asked for. */
const PAUSE = 500;

/** Shows the project. */
export async function show() {
  let sample = null;
  let known = [];
  let isReady = false;
  const project = await watchRows((rows) => {
    known = rows;
    if (isReady) chooseSample();
  });
  if (project.bareFolder) return location.assign('/');
  const { readOnly } = project;
  const pages = new Pages();
  const panel = element('div', { className: 'pages-panel', role: 'tabpanel', id: uniqueId('pages') }, pages.element);
  let choice = null;
  const query = () => choice?.query ?? {};
  const shownView = () => (choice?.chosen ? choice.query : null);
  const source = new SourcePane({ record: null, files: [FILE], readOnly, shownView });
  const edit = new EditPane(source, { file: FILE, readOnly, shownView, mode: 'form' });
  const view = new LiveView(query, () => edit.isSending);
  const saving = createSaving(() => edit.states, readOnly);

  const caption = element('p', { className: 'sample-title' });
  const head = element('div', { className: 'pages-head' });
  const banner = element('p', { className: 'banner', role: 'status', hidden: true });
  const none = element('p', { className: 'empty' }, say('no-sample'));
  const pagesPane = element('section', { className: 'pages-pane pane', 'aria-label': say('sample') }, head, panel, none, caption, banner);
  const layout = createLayout({ edit: edit.element, pages: pagesPane });

  // The latest event shows what the settings do; one with errors only until there is a better one.
  async function chooseSample() {
    const events = known.filter(({ isIssue }) => !isIssue);
    const current = events.find(({ id }) => id === sample?.id);
    const isGood = ({ findings }) => !findings?.errors;
    if (current && (isGood(current) || !events.some(isGood))) return;
    const next = events.find(isGood) ?? events[0];
    if (!next || next.id === sample?.id) return;
    sample = next;
    choice = null;
    await offer();
  }

  async function offer() {
    const answer = sample && await ask(`/api/record/${encodeURIComponent(sample.id)}`).catch(() => null);
    none.hidden = Boolean(answer);
    panel.hidden = head.hidden = caption.hidden = !answer;
    if (!answer) return;
    const before = choice?.chosen;
    if (!choice) {
      choice = new DocumentChoice(sample.id, panel);
      choice.addEventListener('change', () => view.refresh());
      head.replaceChildren(choice.tabs.element, choice.languages, createZoom(pages));
    }
    setText(caption, say('sample-of', { title: answer.row.title }));
    choice.offer(answer.documents, answer.row.languages[0]);
    if (JSON.stringify(before) !== JSON.stringify(choice.chosen)) await view.refresh();
  }

  view.addEventListener('view', ({ detail: { view: next, isLive } }) => {
    pages.show(next.pages, { isLive, name: choice.name });
    banner.hidden = next.isCurrent;
    const lacking = next.pages.length ? 'settings-wrong' : 'no-pages-yet';
    setText(banner, say(next.isOnTrial ? 'on-trial' : lacking));
    found.ofPages = next.findings;
    showFindings();
  });

  // What an editor says of the settings, and what comes to light in the pages of the sample.
  const found = { ofProject: project.findings, ofPages: [] };
  function showFindings() {
    const isKnown = ({ code, place }) => found.ofProject.some((one) => one.code === code && one.place?.key === place?.key);
    edit.showFindings([...found.ofProject, ...found.ofPages.filter((one) => !isKnown(one))]);
  }

  document.title = say('page-title', { page: say('place-project') });
  document.body.replaceChildren(
    createHeader([element('span', { className: 'organisation' }, project.organisation), createPlaces()], [
      saving.element,
      !readOnly && createStep(edit, 'undo'),
      !readOnly && createStep(edit, 'redo'),
    ]),
    layout.element, bars);
  layout.element.prepend(element('h1', { className: 'for-screen-readers' }, say('place-project')));

  edit.addEventListener('view', ({ detail }) => view.take(detail));
  edit.addEventListener('state', saving.show);
  // Other templates or languages make other documents.
  const again = debounce(PAUSE, async () => {
    const latest = await ask('/api/project').catch(() => null);
    if (latest) {
      setText(document.querySelector('.organisation'), latest.organisation);
      found.ofProject = latest.findings;
      if (!choice) found.ofPages = [];
      showFindings();
    }
    await offer();
  });
  onNews('changed', () => {
    view.refreshSoon();
    again();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'F6') layout.next(event.shiftKey ? -1 : 1);
    else if (!((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's')) return;
    event.preventDefault();
  });
  layout.show('edit');
  await edit.begin();
  showFindings();
  saving.show();
  const wanted = new URLSearchParams(location.search).get('field');
  if (wanted) edit.goTo({ file: FILE, key: wanted, start: 0 });
  isReady = true;
  await chooseSample();
  await offer();
}
