// Days with their times, `2025-05-14T09:30:00`, and their parts.

/** Returns the value of a day and a time: a time alone is none. */
export const joined = ({ day, time }) => (day && time ? `${day}T${time}` : day);

/** Returns the day and the time of a value. A day without a time leaves the one that is there. */
export function split(value, time = null) {
  if (!value) return { day: null, time };
  const [day, clock] = value.split(/[T ]/);
  return { day, time: clock ?? time };
}
