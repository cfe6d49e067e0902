// What the files beside a record are called at the desk.

import { formatLanguage } from '../formats.js';
import { stepsOf } from '../form/paths.js';
import { pathOf } from '../server.js';
import { say } from '../words.js';

const SHARED = { 'people.toml': 'file-people', 'organisations.toml': 'file-organisations', 'byline.toml': 'file-project' };

/** Returns the name of a file, as people call it. */
export function nameOfFile(file, record) {
  if (file === record) return say('file-record');
  const base = file.split('/').at(-1);
  if (base in SHARED) return say(SHARED[base]);
  const language = languageOfFile(file, record);
  return language ? formatLanguage(language) : base;
}

/** The pages of the desk that show a file of their own, by its name. */
const PAGES = {
  'people.toml': ({ key }) => `/people?${new URLSearchParams({ entry: stepsOf(key)[0] })}`,
  'organisations.toml': ({ key }) => `/organisations?${new URLSearchParams({ entry: stepsOf(key)[0] })}`,
  'byline.toml': ({ key }) => `/project?${new URLSearchParams({ field: key })}`,
};

/** Returns the address of the page whose form shows a place of a shared file, or `null`. */
export const pageOf = (spot) => (spot.key && PAGES[spot.file]?.(spot)) ?? null;

/** Returns the address of the page that shows the text of a file, with the caret at an offset. */
export const pathOfText = (file, offset = null) => pathOf('/text', { file, at: offset });

/** Returns the language of a record's translation. */
export function languageOfFile(file, record) {
  const stem = record?.replace(/\.toml$/, '.');
  return stem && file.startsWith(stem) && file.endsWith('.toml') ? file.slice(stem.length, -'.toml'.length) : null;
}
