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
  // Without words, all there is to say is what the server said.
  const isGone = error.status === 404 || error instanceof URIError;
  if (!isGone) console.error(error);
  const text = error.status === 403 ? error.message : isGone ? say('nothing-here') : say('could-not-load', { why: error.message });
  const back = isGone ? element('p', {}, element('a', { href: '/' }, say('place-events'))) : null;
  document.body.replaceChildren(element('main', { className: 'failure' }, element('p', { role: 'alert' }, text), back ?? ''));
});
