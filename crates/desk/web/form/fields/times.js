// Times of day as people write them.

/** Writes a time, `09:30:00`. */
export const writeTime = (time) => (time ? time.replace(/^(\d{1,2}:\d{2}):00(?:\.0+)?$/, '$1') : '');
