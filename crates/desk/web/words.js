// The desk's own texts, in the language of its user. The server has them, by key.

import { ask } from './server.js';

let words = {};
let tag = 'en';
let plurals = new Intl.PluralRules(tag);

/** Loads the words. */
export async function loadWords() {
  const answer = await ask('/api/words');
  words = answer.words;
  tag = answer.language;
  plurals = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
}

/** Returns the tag of the user's language. */
export const uiLanguage = () => tag;

/** Returns whether there are words under a key. */
export const hasWords = (key) => key in words;

/** Returns a text, with its `[[names]]` filled in. */
export function say(key, values = {}) {
  const text = words[key] ?? key;
  return text.replace(/\[\[([\w-]+)\]\]/g, (name, known) => (known in values ? String(values[known]) : name));
}

/** Returns the text for a number of things: that of `key-one` for one, if the language has it. */
export function sayCount(key, count, values = {}) {
  const form = `${key}-${plurals.select(count)}`;
  const number = new Intl.NumberFormat(tag).format(count);
  return say(hasWords(form) ? form : `${key}-other`, { count: number, ...values });
}
