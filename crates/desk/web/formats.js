// Dates, percentages, languages and documents, as the user's language writes them.

import { hasWords, say, uiLanguage } from './words.js';

/** Writes a day such as 2025-05-14. */
export function formatDay(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return intl('DateTimeFormat', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

/** Writes a day such as 2025-05-14 where there is little room, without its year. */
export function formatShortDay(day) {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return intl('DateTimeFormat', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
}

/** Writes the days of an event, `{first, time, last}`, with the weekday. */
export function formatDays({ first, time, last }) {
  const format = intl('DateTimeFormat', { dateStyle: last ? 'long' : 'full', timeZone: 'UTC' });
  const date = (day) => new Date(`${day}T00:00:00Z`);
  const days = last ? format.formatRange(date(first), date(last)) : format.format(date(first));
  return time ? `${days}, ${time}` : days;
}

/** Writes a time of today. */
export function formatTime(milliseconds) {
  return intl('DateTimeFormat', { timeStyle: 'short' }).format(milliseconds);
}

/** Writes a number. */
export const formatNumber = (number) => intl('NumberFormat').format(number);

/** Writes several texts as one list. */
export const formatList = (texts) => intl('ListFormat', { type: 'conjunction' }).format(texts);

/** Writes a share as a percentage. */
export function formatPercent(share) {
  return intl('NumberFormat', { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** Names a language in that language. */
export function formatLanguage(language) {
  try {
    const name = intl('DisplayNames', { type: 'language' }, language).of(language);
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}

/** Names a template. Those that come with byline have names; others are called by their own. */
export function formatTemplate(template) {
  const key = `template-${template}`;
  if (hasWords(key)) return say(key);
  const words = template.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// British dates for English, whose plain form is American in browsers.
const locale = () => (uiLanguage() === 'en' ? 'en-GB' : uiLanguage());

const made = new Map();

// A formatter is costly to make and cheap to use, and a wall has a thousand dates.
function intl(kind, options = {}, language = locale()) {
  const key = JSON.stringify([kind, language, options]);
  if (!made.has(key)) made.set(key, new Intl[kind](language, options));
  return made.get(key);
}
