// What somebody typed about people in one go: a name with its post and organisation, or several
// names one after another.

import { ask } from '../../server.js';

/** What stands between a name and a post, or between names. */
const DIVIDED = /[,，、;；|(（:：\n]|\s[-–—]\s|\p{Script=Han}\s/u;

/** Returns a promise of the people that a text tells of, or of `null` if it is no more than a name. */
export async function readPeople(text) {
  if (!DIVIDED.test(text.trim())) return null;
  const answer = await ask('/api/paste', { method: 'POST', body: { text, as: 'people' } }).catch(() => null);
  const people = answer?.others.length === 0 ? answer.people : [];
  return people.length > 1 || people.some(({ title, affiliation }) => title || affiliation) ? people : null;
}
