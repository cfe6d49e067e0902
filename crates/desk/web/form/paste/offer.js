// What says that a programme or a list of people can be pasted: a button, and a field for whoever
// presses it.

import { button, debounce, element } from '../../dom.js';
import { say } from '../../words.js';
import { PEOPLE, PROGRAMME } from './destination.js';

/** How long nobody has to have typed before it is read, in milliseconds. */
const PAUSE = 500;

/** Returns whether a list takes a whole programme. */
export const takesProgramme = ({ key, kind }) => key === PROGRAMME.list && kind.kind === 'list' && kind.of.table === 'part';

/** Returns whether entries take a list of people. */
export const takesPeople = ({ key, kind }) => key === PEOPLE.entries && kind.kind === 'entries' && kind.table === 'person';

/** Creates the offer of a form to take a programme. */
export const createProgrammeOffer = (form) => createOffer(form, PROGRAMME, 'paste-programme', 'paste-no-times');

/** Creates the offer of a form to take a list of people. */
export const createPeopleOffer = (form) => createOffer(form, PEOPLE, 'paste-names', 'paste-no-names');

function createOffer(form, destination, words, nothing) {
  const open = button(say(words), () => show(true), { className: 'add' });
  const area = element('textarea', {
    className: 'paste-area', rows: 3, hidden: true, placeholder: say(`${words}-here`), 'aria-label': say(words),
    onpaste: (event) => pasted(event),
    oninput: () => typed(),
    onblur: () => !area.value && show(false),
    onkeydown: (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      show(false);
      open.focus();
    },
  });

  const typed = debounce(PAUSE, () => !area.hidden && read(area.value, { isTyped: true }));
  const problem = element('p', { className: 'field-problem', role: 'status', hidden: true }, say(nothing));

  function show(isOpen) {
    open.hidden = isOpen;
    area.hidden = !isOpen;
    area.value = '';
    problem.hidden = true;
    if (isOpen) area.focus();
  }

  function pasted(event) {
    event.preventDefault();
    event.stopPropagation();
    read(event.clipboardData.getData('text/plain'));
  }

  async function read(text, { isTyped = false } = {}) {
    if (!isTyped) area.value = text;
    const close = () => show(false);
    const giveUp = () => {
      close();
      open.focus();
    };
    problem.hidden = !text.trim() || await form.propose(text, destination, { target: area, discard: close, giveUp, isTyped });
  }

  return element('div', { className: 'paste-offer' }, open, area, problem);
}
