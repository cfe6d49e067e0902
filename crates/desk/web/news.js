// What the server tells as it happens, by type: text, changed, records, record, build.

import { connection } from './server.js';

const listeners = new Map();

/** Calls a function with each piece of news of a type. */
export function onNews(type, listener) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

/**
 * Begins to listen. Resolves once nothing is missed any more. After a break, everything may have
 * changed.
 */
export function listenToNews() {
  const source = new EventSource('/api/news');
  const opened = new Promise((resolve) => {
    source.addEventListener('open', resolve, { once: true });
    source.addEventListener('error', resolve, { once: true });
  });
  let broken = false;
  source.onmessage = (event) => tell(JSON.parse(event.data));
  source.onopen = () => {
    connection.become('connected');
    if (broken) ['records', 'changed', 'reconnected'].forEach((type) => tell({ type }));
    broken = false;
  };
  source.onerror = () => {
    broken = true;
    if (source.readyState !== EventSource.CLOSED) connection.become('stopped');
    else connection.back().then(listenToNews);
  };
  return opened;
}

function tell(news) {
  for (const listener of listeners.get(news.type) ?? []) listener(news);
}
