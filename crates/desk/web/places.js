// Where one can go from the top of the desk: its events, its people and organisations, its project.

import { element } from './dom.js';
import { say } from './words.js';

const PLACES = { '/': 'place-events', '/people': 'place-people', '/organisations': 'place-organisations', '/project': 'place-project' };

/** Creates the links; the one to this page is marked. */
export function createPlaces() {
  return element('nav', { className: 'places', 'aria-label': say('places') },
    ...Object.entries(PLACES).map(([href, words]) => element('a', {
      href, 'aria-current': location.pathname === href ? 'page' : null,
    }, say(words))));
}
