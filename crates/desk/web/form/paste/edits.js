// What a pasted list changes, and how it is shown before.

import { say, sayCount } from '../../words.js';
import { ORGANISATION, PERSON, entryOf, findSimilar } from '../fields/known.js';
import { join, valueAt } from '../paths.js';
import { personOf } from './person.js';

const SIGNINGS = 'signings';

/**
 * Returns the edits that take a list over, a `label`, the `rows` of a preview, the lines and columns
 * that are `left` out, and the path of the card to `show` then, if there is one; `null` if there is
 * nothing in it.
 */
export async function editsFor(form, destination, answer) {
  const make = { people: forPeople, programme: forProgramme, texts: forTexts }[destination.as];
  return make(form, destination, answer, await form.names());
}

function forPeople(form, { list, entries }, answer, known) {
  const { people, others } = answer;
  if (!people.length) return null;
  // A name alone is no list of entries.
  if (entries && people.length === 1 && Object.keys(people[0]).every((key) => ['name', 'honorifics'].includes(key))) return null;
  return {
    label: sayCount('paste-people', people.length),
    rows: people.map((person) => [named(person), person.title ?? '', person.affiliation ?? '']),
    left: [...others, ...answer['left-out']],
    edits: entries ? toBeAdded(entries, people, known) : adding(form, list, people.map((person) => personOf(person, known))),
  };
}

// Whom byline knows has an entry already.
function toBeAdded(path, people, known) {
  const unknown = people.filter((person) => !known.people?.some(({ id }) => id === personOf(person, known)));
  return unknown.map((value) => ({ op: 'add', path, value }));
}

function forTexts(form, { list }, texts) {
  if (texts.length < 2) return null;
  return { label: sayCount('paste-texts', texts.length), rows: texts.map((text) => [text]), left: [], edits: adding(form, list, texts) };
}

function forProgramme(form, { list, part, at }, { parts, signings, others }, known) {
  if (!parts.length && !signings.length) return null;
  const sessionsOf = ({ sessions }) => sessions.map((session) => ({
    ...session, ...(session.speaker && { speaker: session.speaker.map((person) => personOf(person, known)) }),
  }));
  const sessions = parts.flatMap((one) => one.sessions);
  const joins = part !== null && parts.length > 0 && !parts[0].title;
  const whole = (joins ? parts.slice(1) : parts).map((one) => ({ title: one.title ?? titleOf(form, one.sessions, parts.length === 1), ...(one.day && { day: one.day }), sessions: sessionsOf(one) }));
  const rows = parts.flatMap((one) => [
    ...(one.title ? [[one.title]] : []),
    ...one.sessions.map(({ start, end, title: topic, speaker }) => [[start, end].map(shortTime).filter(Boolean).join('–'), topic ?? '', (speaker ?? []).map(named).join(', ')]),
  ]);
  const signed = signings.map((signing) => signedBy(signing, known));
  const first = part === null ? at ?? (valueAt(form.values, list) ?? []).length : part + 1;
  return {
    label: [sessions.length && sayCount('paste-sessions', sessions.length), signed.length && sayCount('paste-signings', signed.length)].filter(Boolean).join(' · '),
    rows: [...rows, ...signings.map(({ start, document, signatory = [] }) => [shortTime(start) ?? '', document, signatory.map(named).join(', ')])],
    left: others,
    show: parts.length ? join(list, joins ? part : first) : SIGNINGS,
    edits: [
      ...(joins ? adding(form, join(join(list, part), 'sessions'), sessionsOf(parts[0])) : []),
      ...(whole.length ? adding(form, list, whole, first) : []),
      ...(signed.length ? adding(form, SIGNINGS, signed) : []),
    ],
  };
}

// A signing, with those whom byline knows.
function signedBy({ parties, signatory, ...signing }, known) {
  const partyOf = (name) => entryOf(ORGANISATION, name, known)?.id ?? name;
  return {
    ...signing,
    ...(parties && { parties: parties.map(partyOf) }),
    ...(signatory && { signatory: signatory.map((person) => onlyOneCalled(person, known) ?? personOf(person, known)) }),
  };
}

// A programme names somebody by a part of the name: "Prof. Rohani".
function onlyOneCalled({ name, title, affiliation }, known) {
  const found = title || affiliation ? [] : findSimilar(PERSON, name, known, () => false);
  return found.length === 1 ? found[0].value : null;
}

// A part has a title: without one, it is called by what is in it, or by the part of the day in which
// it took place. It is printed, so it is in the language of the report.
function titleOf(form, sessions, isOnly) {
  const { untitledParts } = form.known;
  if (isOnly) return untitledParts[sessions.every(({ speaker }) => speaker?.length) ? 'speeches-and-talks' : 'programme'];
  const names = [sessions[0], sessions.at(-1)].map(({ start }) => (start < '12' ? 'morning' : start < '18' ? 'afternoon' : 'evening'));
  return untitledParts[names[0] === names[1] ? names[0] : 'programme'];
}

// One edit where the list was empty: a list of thousands is written at once.
function adding(form, path, values, at) {
  const before = valueAt(form.values, path) ?? [];
  if (!before.length) return [{ op: 'set', path, value: values }];
  const first = at ?? before.length;
  return values.map((value, offset) => ({ op: 'insert', path, index: first + offset, value }));
}

const named = ({ honorifics = [], name }) => [...honorifics, name].join(' ');
const shortTime = (time) => time?.slice(0, 5);

/** Says how many rows of a preview are not shown. */
export const sayMore = (count) => say('paste-more', { count });
