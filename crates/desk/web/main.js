// Starts the desk: loads the words, and the view that the page names, which it shows.

import { loadWords, say } from './words.js';
import { element } from './dom.js';
import { keepWindow } from './photos/dragged.js';

async function start() {
  keepWindow();
  const [{ show }] = await Promise.all([import(`./${document.body.dataset.view}`), loadWords()]);
  await show();
}

start().catch((error) => {
  console.error(error);
  // Without words, all there is to say is what the server said.
  const text = error.status === 403 ? error.message : say('could-not-load', { why: error.message });
  document.body.replaceChildren(element('main', { className: 'failure' }, element('p', { role: 'alert' }, text)));
});
