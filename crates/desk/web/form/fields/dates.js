// Days as the calendar counts them, `2025-05-14`, without a clock or a time zone.

import { uiLanguage } from '../../words.js';

const DAY = 86_400_000;

/** Returns a day that is so many days later. */
export const addDays = (day, count) => written(new Date(parsed(day).getTime() + count * DAY));

/** Returns the same day of a month that is so many months later, or the last one of that month. */
export function addMonths(day, count) {
  const date = parsed(day);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return written(first);
}

/** Returns the day on which it is today for the user. */
export function today() {
  const now = new Date();
  return written(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
}

/** Returns the day of the week, from 1 for Monday to 7. */
export const weekday = (day) => parsed(day).getUTCDay() || 7;

/** Returns the first day of the week in the user's language. */
export function firstWeekday() {
  try {
    const known = new Intl.Locale(locale());
    return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1;
  } catch {
    return 1;
  }
}

/** Returns the first day of the week that a day is in. */
export const startOfWeek = (day) => addDays(day, -((weekday(day) - firstWeekday() + 7) % 7));

/** Writes a day, with options of `Intl.DateTimeFormat`. */
export function formatDate(day, options) {
  if (!isDay(day)) return day ?? '';
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', ...options }).format(parsed(day));
}

/** Returns whether a text is a day. */
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(parsed(text).getTime());

const parsed = (day) => new Date(`${day}T00:00:00Z`);

const written = (date) => {
  // Years outside four digits have no place in a file.
  const year = Math.min(Math.max(date.getUTCFullYear(), 1), 9999);
  const parts = [date.getUTCMonth() + 1, date.getUTCDate()].map((part) => String(part).padStart(2, '0'));
  return [String(year).padStart(4, '0'), ...parts].join('-');
};

// British dates for English, whose plain form is American in browsers.
const locale = () => (uiLanguage() === 'en' ? 'en-GB' : uiLanguage());
