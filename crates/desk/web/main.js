// Starts the desk: loads the words, then shows what the address names.

import { loadWords, say } from './words.js';
import { element } from './dom.js';
import { showDirectory } from './directory/directory.js';
import { showNewEvent } from './new/event.js';
import { showNewIssue } from './new/issue.js';
import { showOverview } from './overview/overview.js';
import { keepWindow } from './photos/dragged.js';
import { showProject } from './project/project.js';
import { showRecord } from './record/record.js';
import { showText } from './text/text.js';

const VIEWS = {
  '/new': showNewEvent,
  '/new/issue': showNewIssue,
  '/people': () => showDirectory('people'),
  '/organisations': () => showDirectory('organisations'),
  '/project': showProject,
  '/text': showText,
};

async function start() {
  keepWindow();
  await loadWords();
  const [, record] = location.pathname.match(/^\/record\/([^/]+)$/) ?? [];
  const show = VIEWS[location.pathname] ?? showOverview;
  await (record ? showRecord(decodeURIComponent(record)) : show());
}

start().catch((error) => {
  console.error(error);
  // Without words, all there is to say is what the server said.
  const text = error.status === 403 ? error.message : say('could-not-load', { why: error.message });
  document.body.replaceChildren(element('main', { className: 'failure' }, element('p', { role: 'alert' }, text)));
});
