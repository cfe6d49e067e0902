// The records of the project, as they become known.

import { listenToNews, onNews } from '../news.js';
import { ask } from '../server.js';

/**
 * Asks for the project, and calls a function with its rows, whenever they are others: the latest
 * first. Returns the project.
 */
export async function watchRows(changed) {
  const rows = new Map();
  const adopt = (row) => (row.findings || !rows.has(row.id)) && rows.set(row.id, row);
  let later = 0;
  const tell = () => {
    clearTimeout(later);
    later = setTimeout(() => changed([...rows.values()].sort(latestFirst)), 50);
  };
  // What is told of a record while the list is on its way is newer than the list.
  let heard = new Map();
  onNews('record', (row) => {
    heard.set(row.id, row);
    adopt(row);
    tell();
  });
  onNews('records', async () => {
    heard = new Map();
    const project = await ask('/api/project').catch(() => null);
    if (!project) return;
    const known = new Set(project.records.map(({ id }) => id));
    for (const id of rows.keys()) if (!known.has(id)) rows.delete(id);
    for (const row of project.records) adopt(heard.get(row.id) ?? row);
    tell();
  });
  await listenToNews();
  const project = await ask('/api/project');
  for (const row of project.records) adopt(heard.get(row.id) ?? row);
  changed([...rows.values()].sort(latestFirst));
  return project;
}

function latestFirst(a, b) {
  return (b.date ?? '').localeCompare(a.date ?? '') || a.title.localeCompare(b.title);
}

/** Returns whether a row has all words of a search. */
export function hasWords(row, search) {
  const text = `${row.title} ${row.id} ${row.date ?? ''} ${row.series ?? ''}`.toLocaleLowerCase();
  return search.toLocaleLowerCase().split(/\s+/).every((word) => text.includes(word));
}
