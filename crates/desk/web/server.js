// Requests to the server. Whether it answers at all is told to whoever shows it.

/** An answer other than the one that was asked for. */
export class Failed extends Error {
  constructor(status, message, body = null) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

/** Tells of changes between `connected`, `stopped` and `refused`, as events of type `change`. */
class Connection extends EventTarget {
  state = 'connected';

  become(state) {
    if (state === this.state) return;
    const wasConnected = this.state === 'connected';
    this.state = state;
    this.dispatchEvent(new Event('change'));
    if (wasConnected) this.#wait();
  }

  /** Waits until the server answers again. */
  async back() {
    while (this.state !== 'connected') {
      await new Promise((resolve) => this.addEventListener('change', resolve, { once: true }));
    }
  }

  async #wait() {
    while (this.state !== 'connected') {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await request('/api/words').catch(() => null);
    }
  }
}

export const connection = new Connection();

/** Asks the server, and returns its answer as it is. */
export async function request(path, { method = 'GET', body, signal } = {}) {
  const headers = {};
  if (method !== 'GET') headers['x-byline-desk'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal });
  } catch (error) {
    if (error.name !== 'AbortError') connection.become('stopped');
    throw error;
  }
  if (response.ok) {
    connection.become('connected');
    return response;
  }
  const text = await response.text();
  if (response.status === 403) connection.become('refused');
  throw new Failed(response.status, text || response.statusText, parsed(text));
}

/** Asks the server for JSON. */
export async function ask(path, options) {
  const response = await request(path, options);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}

/** Returns a path with a query. Values that are `null` or `false` are left out. */
export function pathOf(path, query) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== false);
  return `${path}?${new URLSearchParams(given)}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
