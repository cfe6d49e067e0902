// The panes beside each other: their widths, and which one a narrow window shows.

import { button, element, setText } from '../dom.js';
import { recall, remember } from '../store.js';
import { say } from '../words.js';

const MIN = 280;

/** Creates the main part from panes by name: edit, pages, findings. */
export function createLayout(panes) {
  const names = Object.keys(panes);
  const switches = element('nav', { className: 'pane-switch', 'aria-label': say('panes') });
  const main = element('main', { className: 'panes' }, ...Object.values(panes), switches);
  main.classList.toggle('no-edit', !panes.edit);
  main.classList.toggle('no-findings', !panes.findings);
  if (panes.edit) panes.edit.after(createSplitter());

  function createSplitter() {
    const splitter = element('div', {
      className: 'splitter', role: 'separator', tabIndex: 0, 'aria-orientation': 'vertical', 'aria-label': say('edit-width'),
      onkeydown: (event) => {
        const by = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
        if (by) setWidth(panes.edit.offsetWidth + by);
      },
      onpointerdown: (event) => {
        splitter.setPointerCapture(event.pointerId);
        event.preventDefault();
      },
      onpointermove: (event) => {
        if (splitter.hasPointerCapture(event.pointerId)) setWidth(event.clientX - main.getBoundingClientRect().left);
      },
    });
    const setWidth = (wanted) => {
      const most = Math.max(MIN, Math.round(window.innerWidth * 0.6));
      const width = Math.round(Math.min(Math.max(wanted, MIN), most));
      main.style.setProperty('--edit-width', `${width}px`);
      Object.assign(splitter, { ariaValueMin: MIN, ariaValueMax: most, ariaValueNow: width });
      remember('edit-width', width);
    };
    splitter.ariaValueNow = 420;
    splitter.ariaValueMin = MIN;
    splitter.ariaValueMax = 1000;
    const known = recall('edit-width');
    if (known) setWidth(known);
    return splitter;
  }

  const isNarrow = () => getComputedStyle(switches).display !== 'none';
  const layout = {
    element: main,
    /** Shows a pane, where only one has room. */
    show(name) {
      main.dataset.shown = name;
      [...switches.children].forEach((one, at) => one.setAttribute('aria-pressed', String(names[at] === name)));
    },
    /** Shows a number beside the name of a pane. */
    count(name, count) {
      const at = names.indexOf(name);
      setText(switches.children[at].lastChild, count ? ` ${count}` : '');
    },
    /** The name of the pane that is shown where only one has room. */
    get shown() {
      return main.dataset.shown;
    },
    get isNarrow() {
      return isNarrow();
    },
    /** Moves the focus to the next pane that is shown. */
    next(by) {
      const shown = names.filter((name) => panes[name].offsetParent !== null);
      const focused = shown.findIndex((name) => panes[name].contains(document.activeElement));
      // From outside, backwards is to the last.
      const at = focused < 0 && by < 0 ? 0 : focused;
      const pane = panes[shown[(at + by + shown.length) % shown.length]];
      if (pane.focusInside) return pane.focusInside();
      const inside = pane.querySelector('.pages, [data-first]');
      (inside?.offsetParent ? inside : pane).focus();
    },
  };
  switches.append(...names.map((name) => button(say(`pane-${name}`), () => layout.show(name))));
  for (const one of switches.children) one.append(element('span', { className: 'pane-count' }));
  layout.show('pages');
  return layout;
}
