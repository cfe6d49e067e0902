// What stands in a file for somebody of a pasted list.

/**
 * Returns the value for a person of a pasted list. Somebody whom byline knows is not described
 * again, unless they are said to be something else.
 */
export function personOf(person, { people = [] }) {
  const { name, title, affiliation } = person;
  const isSame = (one, other) => !one || one.toLowerCase() === (other ?? '').toLowerCase();
  const isMeant = (one) => [one.name, one.nativeName, ...(one.aliases ?? [])].some((form) => form && isSame(name, form));
  const known = people.filter(isMeant);
  if (known.length === 1 && isSame(title, known[0].title) && isSame(affiliation, known[0].affiliation)) return known[0].id;
  return Object.keys(person).length > 1 ? person : name;
}
