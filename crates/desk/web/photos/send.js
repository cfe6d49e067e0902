// Sends a picture to the server, and tells how far it is: `fetch` does not tell that of what it sends.

import { Failed, connection } from '../server.js';

/** Sends a file to a path of the server. Resolves with what that says of it; rejects when it is refused, or `signal` is aborted. */
export function send(file, { to, onProgress = () => {}, signal = null }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', to);
    request.setRequestHeader('x-byline-desk', '1');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200 && body) return resolve(body);
      if (request.status === 403) connection.become('refused');
      return reject(new Failed(request.status, body?.message ?? request.responseText, body));
    };
    request.onerror = () => {
      connection.become('stopped');
      reject(new Failed(0, '', null));
    };
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    if (signal?.aborted) return reject(new DOMException('', 'AbortError'));
    return request.send(file);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
