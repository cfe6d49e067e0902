// The view of a file on its own: a text that has lost its file, or one that no record can be shown
// without, such as a broken project file.

import { bars, hideBar, showBar } from '../bars.js';
import { button, element } from '../dom.js';
import { createHeader } from '../header.js';
import { listenToNews, onNews } from '../news.js';
import { createSaving } from '../record/saving.js';
import { SourcePane } from '../record/source-pane.js';
import { ask } from '../server.js';
import { say } from '../words.js';
import { createErrors } from './errors.js';

/** Shows a file. */
export async function show() {
  const address = new URLSearchParams(location.search);
  const file = address.get('file') ?? '';
  const project = await ask('/api/project');
  const { readOnly } = project;
  const source = new SourcePane({ record: file, files: [file], readOnly, shownView: () => null });
  const errors = createErrors(source, file, { readOnly, told: ({ kept }) => showWayOn(kept) });

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
      [element('a', { href: '/' }, say('place-events')), element('span', { 'aria-hidden': 'true' }, '›'), element('h1', { className: 'record-title' }, file)],
      [
        saving.element,
        !readOnly && button(say('undo'), () => source.step(false), { title: say('undo-keys'), className: 'wide-only' }),
        !readOnly && button(say('redo'), () => source.step(true), { title: say('redo-keys'), className: 'wide-only' }),
      ]),
    element('main', { className: 'panes only-text' }, source.element, errors.element),
    bars);
  source.addEventListener('state', () => {
    saving.show();
    errors.look();
  });
  source.addEventListener('undo', ({ detail }) => source.step(detail.isRedo));
  source.addEventListener('gone', () => location.assign('/'));
  onNews('records', errors.look);
  onNews('changed', errors.look);
  listenToNews();
  const opened = await source.show(file);
  if (!opened) return showBar('unknown', say('text-unknown-here'));
  const at = Number(address.get('at'));
  source.goTo(file, Number.isFinite(at) ? at : 0);
  saving.show();
  errors.look();
}
