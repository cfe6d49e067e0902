// What is wrong with a text: listed beside it, and underlined in it.

import { debounce } from '../dom.js';
import { FindingsPane } from '../findings/findings-pane.js';
import { nameOfFile } from '../record/files.js';
import { rangeNow, takeSnapshot } from '../record/snapshot.js';
import { ask, pathOf } from '../server.js';
import { say } from '../words.js';

/** How long nobody has to have typed before findings are asked for. */
const SETTLE = 500;

/**
 * Creates the list of what is wrong with a file that a source pane shows. `told` is called with
 * each answer about the project.
 */
export function createErrors(source, file, { readOnly, told = () => {} }) {
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
    const [errors, project] = await Promise.all([
      ask(pathOf('/api/file/errors', { name: file })), ask('/api/project'),
    ]).catch(() => [[], { findings: [], kept: [] }]);
    const own = errors.length ? errors : project.findings.filter(({ place }) => place?.file === file);
    snapshot = takeSnapshot(source.files);
    findings.show(own);
    source.current?.editor.underline(own.map(({ place, level }) => ({ name: level, ...place })));
    return told(project);
  });

  return { element: findings.element, look };
}
