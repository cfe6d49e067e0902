// The menu with the PDF of the document that is shown: to open, or to download, for each use.

import { element } from '../dom.js';
import { createMenu } from '../menu.js';
import { pathOf } from '../server.js';
import { say } from '../words.js';

const USES = [['', {}], ['-print', { print: true }], ['-greyscale', { greyscale: true }]];

/** Creates the menu. `query` returns which document is shown. */
export function createPdfMenu(query) {
  const links = ['open', 'download'].flatMap((verb) => USES.map(([use, options]) => ({
    link: element('a', { target: verb === 'download' ? '' : '_blank' }, say(`${verb}-pdf${use}`)),
    options: { ...options, download: verb === 'download' },
  })));
  const menu = createMenu(say('pdf'), () => links.map(({ link }) => link), { 'aria-label': say('pdf-of-document') });
  // The document may be another one each time that the menu opens.
  menu.addEventListener('click', () => {
    for (const { link, options } of links) link.href = pathOf('/api/document', { ...query(), ...options });
  }, { capture: true });
  menu.addEventListener('click', (event) => event.target.closest('a') && menu.close());
  return menu;
}
