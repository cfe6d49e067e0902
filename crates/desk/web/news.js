// What the server tells as it happens, by type: text, changed, records, record, build.

import { connection } from './server.js';

const listeners = new Map();

/** Calls a function with each piece of news of a type. */
export function onNews(type, listener) {
  listeners.set(type, [...(listeners.get(type) ?? []), listener]);
}

/** Begins to listen. After a break, everything may have changed. */
export function listenToNews() {
  const source = new EventSource('/api/news');
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
}

function tell(news) {
  for (const listener of listeners.get(news.type) ?? []) listener(news);
}
