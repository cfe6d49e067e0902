// The view of a file on its own: a text that has lost its file, or one that no record can be shown
// without, such as a broken project file.

import { bars, hideBar, showBar } from '../bars.js';
import { button, debounce, element } from '../dom.js';
import { FindingsPane } from '../findings/findings-pane.js';
import { createHeader } from '../header.js';
import { listenToNews, onNews } from '../news.js';
import { nameOfFile } from '../record/files.js';
import { createSaving } from '../record/saving.js';
import { rangeNow, takeSnapshot } from '../record/snapshot.js';
import { SourcePane } from '../record/source-pane.js';
import { ask, pathOf } from '../server.js';
import { say } from '../words.js';

/** How long nobody has to have typed before findings are asked for. */
const SETTLE = 500;

/** Returns the path of the view of a file, with the caret at an offset. */
export const pathOfText = (file, offset = null) => pathOf('/text', { file, at: offset });

/** Shows a file. */
export async function showText() {
  const address = new URLSearchParams(location.search);
  const file = address.get('file') ?? '';
  const project = await ask('/api/project');
  const { readOnly } = project;
  const source = new SourcePane({ record: file, files: [file], readOnly, shownView: () => null });
  const findings = new FindingsPane({
    nameOf: (spot) => say('place', { file: nameOfFile(spot.file, file), line: spot.line }),
    goTo: (spot) => source.goTo(spot.file, spot.start),
    fix: readOnly ? null : fix,
  }, say('text-is-sound'));
  let snapshot = null;

  async function fix({ fixes }) {
    const opened = source.current;
    const edits = fixes.map((edit) => ({ text: edit.text, ...rangeNow(snapshot, opened, edit) }));
    if (edits.every(({ start }) => start !== undefined)) opened.editor.applyEdits(edits);
  }

  // What keeps the text out of its file comes first; then what the project says of it.
  const look = debounce(SETTLE, async () => {
    if (source.current?.shared.isSending) return look();
    const [errors, { findings: ofProject, kept }] = await Promise.all([
      ask(pathOf('/api/file/errors', { name: file })), ask('/api/project'),
    ]).catch(() => [[], { findings: [], kept: [] }]);
    const own = errors.length ? errors : ofProject.filter(({ place }) => place?.file === file);
    snapshot = takeSnapshot(source.files);
    findings.show(own);
    source.current?.editor.underline(own.map(({ place, level }) => ({ name: level, ...place })));
    showWayOn(kept);
  });

  // A text that has a file again may be that of a record.
  const wasKept = project.kept.some((one) => one.file === file);
  async function showWayOn(kept) {
    const [, id] = file.match(/^(?:records|issues)\/(?:.*\/)?([^./]+)\.(?:[^/]+\.)?toml$/) ?? [];
    const isBack = wasKept && !kept.some((one) => one.file === file) && source.current?.shared.state === 'saved';
    const record = isBack && id && await ask(`/api/record/${encodeURIComponent(id)}`).catch(() => null);
    if (!record) return hideBar('back');
    showBar('back', say('file-is-back'), [element('a', { href: `/record/${encodeURIComponent(id)}` }, say('open-record'))]);
  }

  const saving = createSaving(() => source.files.map(({ shared }) => shared.state), readOnly);
  document.title = say('record-title', { title: file });
  document.body.replaceChildren(
    createHeader(
      [element('a', { href: '/' }, say('overview')), element('span', { 'aria-hidden': 'true' }, '›'), element('h1', { className: 'record-title' }, file)],
      [
        saving.element,
        !readOnly && button(say('undo'), () => source.current?.editor.undo(), { title: say('undo-keys'), className: 'wide-only' }),
        !readOnly && button(say('redo'), () => source.current?.editor.redo(), { title: say('redo-keys'), className: 'wide-only' }),
      ]),
    element('main', { className: 'panes only-text' }, source.element, findings.element),
    bars);
  source.addEventListener('state', () => {
    saving.show();
    look();
  });
  source.addEventListener('gone', () => location.assign('/'));
  onNews('records', look);
  onNews('changed', look);
  listenToNews();
  const opened = await source.show(file);
  if (!opened) return showBar('unknown', say('text-unknown-here'));
  const at = Number(address.get('at'));
  source.goTo(file, Number.isFinite(at) ? at : 0);
  saving.show();
  look();
}
