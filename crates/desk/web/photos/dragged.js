// What is being dragged.

/** Returns whether files are being dragged, and not words. */
export const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');

/** Returns the files that were dropped. */
export const filesOf = (event) => [...event.dataTransfer.files];

const taken = new WeakSet();

/** Takes files that are dragged over something, or dropped on it: nobody further out is to. */
export function take(event) {
  event.preventDefault();
  taken.add(event);
}

/** Returns whether something further in has taken what is dragged. */
export const isTaken = (event) => taken.has(event);

/** Keeps a file that is dropped where nobody takes it from being shown in place of the desk. */
export function keepWindow() {
  addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (!isTaken(event)) event.dataTransfer.dropEffect = 'none';
  });
  addEventListener('drop', (event) => hasFiles(event) && event.preventDefault());
}
