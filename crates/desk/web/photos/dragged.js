// What is being dragged.

/** Returns whether files are being dragged, and not words. */
export const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');

/** Returns the files that were dropped. */
export const filesOf = (event) => [...event.dataTransfer.files];
