// The view of a record: its pages, its source and its findings, live.

import { bars, hideBar, showBar } from '../bars.js';
import { createBuildProgress } from '../builds.js';
import { button, debounce, element, setText, uniqueId } from '../dom.js';
import { FindingsPane } from '../findings/findings-pane.js';
import { createKept } from '../findings/kept.js';
import { createHeader } from '../header.js';
import { listenToNews, onNews } from '../news.js';
import { watchDrops } from '../photos/drop.js';
import { Photos } from '../photos/photos.js';
import { ask } from '../server.js';
import { notePainted } from '../timings.js';
import { say } from '../words.js';
import { DocumentChoice } from './document.js';
import { EditPane } from './edit-pane.js';
import { nameOfFile } from './files.js';
import { createLayout } from './layout.js';
import { linkPages } from './link.js';
import { LiveView } from './live-view.js';
import { Pages } from './pages.js';
import { createPdfMenu } from './pdf-menu.js';
import { createSaving } from './saving.js';
import { noteText, rangeNow, takeSnapshot } from './snapshot.js';
import { SourcePane } from './source-pane.js';
import { sendFirst } from './send-first.js';
import { createStep } from './step.js';
import { returnTo } from './whereabouts.js';
import { createZoom } from './zoom.js';

/** How long nobody has to have typed before findings are shown. */
const SETTLE = 500;

/** Shows a record. */
export async function show() {
  const id = decodeURIComponent(location.pathname.split('/').at(-1));
  const path = `/api/record/${encodeURIComponent(id)}`;
  let answer = await ask(path);
  const { readOnly } = answer;
  const onlyPages = new URLSearchParams(location.search).has('pages');

  const pages = new Pages();
  const panel = element('div', { className: 'pages-panel', role: 'tabpanel', id: uniqueId('pages') }, pages.element);
  const choice = new DocumentChoice(id, panel);
  const source = onlyPages ? null : new SourcePane({
    record: answer.row.file, files: answer.files, readOnly, shownView: () => choice.query,
  });
  const query = () => choice.query;
  const photos = source && !answer.row.isIssue ? new Photos({ record: id, file: answer.row.file, readOnly, query }) : null;
  const edit = source && new EditPane(source, {
    file: answer.row.file, readOnly, shownView: query, fix: readOnly ? null : fix, photos, translations: answer.translations,
  });
  const files = () => source?.files ?? [];
  const findings = new FindingsPane({
    nameOf: (spot) => edit?.nameOf(spot) ?? say('place', { file: nameOfFile(spot.file, answer.row.file), line: spot.line }),
    wordsOf: (finding) => edit?.wordsOf(finding) ?? finding,
    goTo: source && goTo,
    fix: source && !readOnly && fix,
    silence: source && !readOnly && silence,
  });
  const kept = source && createKept({ open: () => source.open(answer.row.file), readOnly, changed: keptChanged });
  if (kept) findings.element.append(kept.element);
  const view = new LiveView(() => choice.query, () => edit?.isSending ?? false);

  // The latest view, with the texts that it was made from.
  let latest = null;
  // The one whose findings are shown, which may be an earlier one while somebody types.
  let shown = null;
  let typed = -SETTLE;
  const settle = debounce(SETTLE, showSettled);

  function goTo(found, finding) {
    layout.show('edit');
    const spot = finding?.code === 'missing-translation' ? edit.translationOf(found, choice.language) : found;
    const opened = files().find(({ file }) => file === spot.file);
    const now = opened && shown ? rangeNow(shown.snapshot, opened, spot) : spot;
    edit.goTo({ ...spot, start: (now ?? spot).start });
  }

  async function fix(finding) {
    const opened = await source.show(finding.place.file);
    const edits = opened && finding.fixes.map((edit) => ({ text: edit.text, ...rangeNow(shown.snapshot, opened, edit) }));
    // What was to be fixed may have been rewritten meanwhile.
    if (!edits?.every(({ start }) => start !== undefined)) return;
    opened.editor.applyEdits(edits);
  }

  async function silence(finding, reason) {
    const opened = await source.open(finding.place.file);
    await opened?.shared.sent();
    const now = opened && rangeNow(shown.snapshot, opened, finding.place);
    if (!now) return;
    const { file, shared } = opened;
    const before = shared.current;
    const body = { file, base: shared.version, start: now.start, code: finding.code, reason };
    try {
      shared.take(await ask('/api/file/silence', { method: 'POST', body }));
      edit.note(file, before);
      hideBar('silence');
    } catch (error) {
      showBar('silence', say('not-silenced', { why: error.body ? '' : error.message }));
      await shared.refresh();
    }
    view.refresh();
  }

  function keptChanged(before) {
    edit.note(answer.row.file, before);
    view.refresh();
  }

  // Findings about a text that is being sent are on their way.
  function showSettled() {
    if (edit?.isSending) edit.addEventListener('state', showSettled, { once: true });
    else showFindings();
  }

  function showFindings() {
    if (!latest) return;
    shown = latest;
    findings.show(latest.view.findings);
    layout.count('findings', latest.view.findings.length);
    kept?.show();
    edit?.showFindings(latest.view.findings);
    showUnderlines();
    banner.hidden = latest.view.isCurrent;
    const lacking = latest.view.pages.length ? 'last-good-pages' : 'no-pages-yet';
    setText(banner, say(latest.view.isOnTrial ? 'on-trial' : lacking));
  }

  function showUnderlines() {
    for (const opened of files()) {
      const own = latest.view.findings.filter(({ place }) => place?.file === opened.file);
      opened.editor.underline(own.flatMap(({ place, level }) => {
        const range = rangeNow(latest.snapshot, opened, place);
        return range ? [{ name: level, ...range }] : [];
      }));
    }
  }

  const firstView = new Promise((resolve) => view.addEventListener('drawn', resolve, { once: true }));
  view.addEventListener('view', async ({ detail: { view: next, inputs, isLive } }) => {
    latest = { view: next, snapshot: takeSnapshot(files()) };
    const painted = pages.show(next.pages, { isLive, name: choice.name });
    if (performance.now() - typed >= SETTLE) showSettled();
    photos?.refreshSoon();
    await painted;
    if (next.pages.length) view.dispatchEvent(new Event('drawn'));
    link?.redrawn();
    notePainted(inputs, { isCurrent: next.isCurrent });
  });

  const banner = element('p', { className: 'banner', role: 'status', hidden: true });
  const pagesPane = element('section', { className: 'pages-pane pane', 'aria-label': say('pages') },
    element('div', { className: 'pages-head' }, choice.tabs.element, choice.languages, createPdfMenu(() => choice.query), createZoom(pages)),
    // Below the pages, so that they stay where they are when it comes and goes.
    panel, banner);
  const layout = createLayout(source
    ? { edit: edit.element, pages: pagesPane, findings: findings.element }
    : { pages: pagesPane, findings: findings.element });
  const link = edit && linkPages(pages, edit, () => choice.query, { reveal: () => layout.show('edit') });

  const progress = createBuildProgress(() => choice.links());
  const saving = createSaving(() => edit?.states ?? [], readOnly);
  const title = element('h1', { className: 'record-title' });
  const isEditable = edit && !readOnly;
  document.body.replaceChildren(
    createHeader(
      [element('a', { href: '/' }, say('place-events')), element('span', { 'aria-hidden': 'true' }, '›'), title],
      [
        source && saving.element,
        isEditable && createStep(edit, 'undo'),
        isEditable && createStep(edit, 'redo'),
        !readOnly && button(say('make-pdfs'), async () => {
          await edit?.sent();
          progress.build([id], {});
        }, { className: 'primary' }),
      ]),
    layout.element, progress.element, photos?.element ?? '', bars);

  function adopt(next) {
    // A record with errors does not say which languages it is in: those that it had stay.
    if (next.row.findings?.errors) next = { ...next, documents: answer.documents, translations: answer.translations };
    answer = next;
    title.textContent = title.title = next.row.title;
    document.title = say('record-title', { title: next.row.title });
    const before = JSON.stringify(choice.chosen);
    choice.offer(next.documents, next.row.languages[0]);
    source?.offer(next.files);
    edit?.offerTranslations(next.translations);
    if (!next.documents.length) showBar('documents', say('no-documents'));
    else hideBar('documents');
    if (JSON.stringify(choice.chosen) !== before) view.refresh();
  }

  choice.addEventListener('change', async () => {
    await view.refresh();
    pages.element.scrollTop = 0;
    pages.frame([], { scroll: false });
    link?.again();
    // Whoever translates and looks at another language translates into that one.
    const { language } = choice.chosen;
    if (edit?.language && language && edit.language !== language && edit.translations.some((one) => one.language === language)) {
      edit.show('translation', { isKept: false, language });
    }
  });
  // The pages beside a translation are those in its language.
  let languageBefore = null;
  edit?.addEventListener('language', ({ detail: { language } }) => {
    if (language) {
      languageBefore ??= choice.language;
      choice.show(language);
    } else if (languageBefore !== null) {
      choice.show(languageBefore);
      languageBefore = null;
    }
  });
  edit?.addEventListener('edit', () => {
    typed = performance.now();
    settle();
  });
  edit?.addEventListener('view', ({ detail }) => view.take(detail));
  edit?.addEventListener('state', saving.show);
  edit?.addEventListener('mode', () => shown && findings.rename(shown.view.findings));
  edit?.addEventListener('names', () => findings.named());
  // A view may have come before the text that it was made from.
  source?.addEventListener('opened', ({ detail: { file } }) => latest && noteText(latest.snapshot, files().find((one) => one.file === file)));
  // Without its file, it is no record any more.
  source?.addEventListener('gone', () => location.assign('/'));
  edit?.addEventListener('shown', () => latest && showUnderlines());
  const reload = debounce(500, async () => {
    const next = await ask(path).catch(() => null);
    if (next && JSON.stringify(next) !== JSON.stringify(answer)) adopt(next);
  });
  onNews('changed', () => view.refreshSoon());
  onNews('records', reload);
  onNews('record', (row) => row.id === id && reload());
  document.addEventListener('keydown', (event) => keyPressed(event, { layout, findings }));

  listenToNews();
  adopt(answer);
  await edit?.begin();
  if (isEditable) sendFirst(edit);
  returnTo(`record:${id}`, { edit, pages, layout, drawn: firstView });
  if (photos) {
    photos.connect(edit);
    document.body.append(watchDrops(photos, { pages, query }).element);
  }
  saving.show();
}

function keyPressed(event, { layout, findings }) {
  if (event.key === 'F6') layout.next(event.shiftKey ? -1 : 1);
  else if (event.key === 'F8') findings.step(event.shiftKey ? -1 : 1);
  // Texts are saved by themselves; the browser's own dialog would save this page.
  else if (!((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's')) return;
  event.preventDefault();
}
