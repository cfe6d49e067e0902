// The bar at the top of each view: where one is, and what one can do.

import { element } from './dom.js';
import { say } from './words.js';

/** Creates the header. `trail` says where one is; `tools` are at its end. */
export function createHeader(trail, tools) {
  const home = element('a', { className: 'brand', href: '/' }, 'byline');
  return element('header', { className: 'header' },
    home,
    element('div', { className: 'trail' }, trail),
    element('div', { className: 'tools', role: 'group', 'aria-label': say('actions') }, tools));
}
