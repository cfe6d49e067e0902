// Tabs: one is chosen; arrow keys go from one to the next.

import { element } from './dom.js';

/** Creates tabs. `choose` is called with the value of the one that somebody chooses. */
export function createTabs(label, panel, choose) {
  const list = element('div', { className: 'tabs', role: 'tablist', 'aria-label': label, onkeydown: keyPressed });
  let values = [];
  let shown = '';

  function keyPressed(event) {
    const at = [...list.children].indexOf(document.activeElement);
    const last = values.length - 1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const wrapped = next < 0 ? last : next > last ? 0 : next;
    list.children[wrapped].focus();
    choose(values[wrapped]);
  }

  return {
    element: list,
    /** Shows tabs, each `{value, label, title, lang}`, and with a `count` in the words `countLabel`. */
    show(tabs, chosen) {
      const content = JSON.stringify(tabs);
      if (content === shown) return this.mark(chosen);
      shown = content;
      const hadFocus = list.contains(document.activeElement);
      values = tabs.map(({ value }) => value);
      list.replaceChildren(...tabs.map(({ value, label: text, title, lang, count, countLabel }) => element('button', {
        type: 'button', role: 'tab', title: title ?? countLabel ?? '', lang: lang ?? '', 'aria-controls': panel.id, onclick: () => choose(value),
      }, text, count ? [' ', element('span', { className: 'tab-count', 'aria-label': countLabel, role: 'img' }, String(count))] : null)));
      this.mark(chosen);
      if (hadFocus) list.querySelector('[aria-selected="true"]')?.focus();
    },
    /** Marks the tab that is chosen. */
    mark(chosen) {
      [...list.children].forEach((tab, at) => {
        const isChosen = values[at] === chosen;
        tab.setAttribute('aria-selected', String(isChosen));
        tab.tabIndex = isChosen ? 0 : -1;
        if (isChosen && list.scrollWidth > list.clientWidth) tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      });
    },
  };
}
