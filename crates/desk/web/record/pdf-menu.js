// The menu with the PDF of the document that is shown: to open, or to download, for each use.

import { element } from '../dom.js';
import { createMenu } from '../menu.js';
import { pathOf } from '../server.js';
import { say } from '../words.js';

const USES = [['', {}], ['-print', { print: true }], ['-greyscale', { greyscale: true }]];

/** Creates the menu. `query` returns which document is shown. */
export function createPdfMenu(query) {
  const links = ['open', 'download'].flatMap((verb) => USES.map(([use, options]) => {
    const download = verb === 'download';
    const link = element('a', { target: download ? '' : '_blank' }, say(`${verb}-pdf${use}`));
    // The document is another one each time; the address is made when it is needed.
    const renew = () => (link.href = pathOf('/api/document', { ...query(), ...options, download }));
    ['pointerdown', 'focus', 'click'].forEach((type) => link.addEventListener(type, renew));
    renew();
    return link;
  }));
  const menu = createMenu(say('pdf'), element('div', {}, links), { 'aria-label': say('pdf-of-document') });
  menu.addEventListener('click', (event) => event.target.closest('a') && menu.close());
  return menu;
}
