// Where photos belong in a record: after which part or session, by what is at a place of a page or
// of the form.

/** Keys at the beginning of an event, whose texts the report prints first. */
const FIRST = ['title', 'headline', 'kicker', 'standfirst', 'lead', 'short-title', 'start', 'end', 'venue', 'dateline', 'bottom-line'];

/**
 * Returns the place after which a photo is printed that was dropped on the value at a path, given
 * as steps: `{value, label}`, or `null` for the end. `places` are those of a record, in order.
 */
export function placeAt(steps, places) {
  const [first, part, , session] = steps;
  if (FIRST.includes(first)) return places.find(({ value }) => value === 'lead') ?? null;
  if (first === 'background') return places.find(({ value }) => value === 'background') ?? null;
  if (first !== 'programme' || typeof part !== 'number') return null;
  const inProgramme = places.slice(places.findLastIndex(({ value }) => value === 'lead' || value === 'background') + 1);
  let [parts, sessions] = [-1, -1];
  for (const place of inProgramme) {
    if (!place.isInside) [parts, sessions] = [parts + 1, -1];
    else sessions += 1;
    const isSession = typeof session === 'number';
    if (parts === part && (isSession ? sessions === session : !place.isInside)) return place;
  }
  return null;
}

/** Returns the name of a file without its folders. */
export const baseName = (file) => String(file).split('/').pop();
