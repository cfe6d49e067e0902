// The search and the filters of the overview. They are kept in the address, so that a view of
// the wall can be linked to and survives a reload.

import { element } from '../dom.js';
import { say } from '../words.js';
import { stateOf } from './card.js';

const STATES = ['error', 'warning', 'information', 'clean'];

/** Creates the filters; `changed` is called when they are others. */
export function createFilters(changed) {
  const address = new URLSearchParams(location.search);
  const search = element('input', {
    type: 'search', value: address.get('search') ?? '', placeholder: say('search-records'), 'aria-label': say('search-records'),
  });
  const year = createChoice('year', say('all-years'));
  const series = createChoice('series', say('all-series'));
  const state = createChoice('state', say('all-states'));
  state.offer(STATES.map((name) => [name, say(`state-${name}`)]));
  const choices = { year, series, state };

  function createChoice(name, all) {
    const select = element('select', { 'aria-label': say(`filter-${name}`) }, element('option', { value: '' }, all));
    let wanted = address.get(name) ?? '';
    return {
      select,
      value: () => select.value,
      /** Offers values, each with its label, and keeps the chosen one. */
      offer(values) {
        wanted = select.value || wanted;
        const options = values.map(([value, label]) => element('option', { value }, label));
        if (String(options.map((o) => o.value)) === String([...select.options].slice(1).map((o) => o.value))) return;
        select.replaceChildren(select.options[0], ...options);
        select.value = values.some(([value]) => value === wanted) ? wanted : '';
      },
    };
  }

  function note() {
    const query = new URLSearchParams();
    if (search.value) query.set('search', search.value);
    for (const [name, { value }] of Object.entries(choices)) if (value()) query.set(name, value());
    history.replaceState(null, '', query.size ? `?${query}` : location.pathname);
    changed();
  }

  const bar = element('search', { className: 'filters', oninput: note },
    search, year.select, series.select, state.select);

  return {
    element: bar,
    /** Offers the years and series that the rows have. */
    offer(rows) {
      const distinct = (values) => [...new Set(values.filter(Boolean))].sort();
      year.offer(distinct(rows.map((row) => row.date?.slice(0, 4))).reverse().map((value) => [value, value]));
      series.offer(distinct(rows.map((row) => row.series)).map((value) => [value, value]));
      year.select.hidden = year.select.options.length < 3;
      series.select.hidden = series.select.options.length < 2;
    },
    /** Returns whether a row is to be shown. */
    admits(row) {
      const text = `${row.title} ${row.id} ${row.date ?? ''} ${row.series ?? ''}`.toLocaleLowerCase();
      const words = search.value.toLocaleLowerCase().split(/\s+/);
      return words.every((word) => text.includes(word))
        && (!year.value() || row.date?.startsWith(year.value()))
        && (!series.value() || row.series === series.value())
        && (!state.value() || stateOf(row.findings).state === state.value());
    },
    clear() {
      search.value = '';
      for (const { select } of Object.values(choices)) select.value = '';
      note();
      search.focus();
    },
  };
}
