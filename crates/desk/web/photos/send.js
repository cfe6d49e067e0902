// Sends a photo to the server, and tells how far it is: `fetch` does not tell that of what it sends.

import { Failed, connection, pathOf } from '../server.js';

/** Sends a file for a record. Resolves with what the server says of it; rejects when it is refused, or `signal` is aborted. */
export function sendPhoto(file, { record, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', pathOf('/api/photos', { record, name: file.name || 'photo' }));
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
    signal.addEventListener('abort', () => request.abort(), { once: true });
    if (signal.aborted) return reject(new DOMException('', 'AbortError'));
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
