// What a closed card says about what is in it: a title, and a line.

import { formatShortDay } from '../formats.js';
import { hasWords, sayCount } from '../words.js';
import { hintOf } from './fields/parts.js';
import { isEmpty } from './kinds.js';

/** The fields that a card is called by, the first that is filled in: the title of somebody with a name is a post. */
const TITLES = ['name', 'title', 'document', 'category', 'label', 'question', 'item', 'outlet', 'action', 'by', 'organisation', 'record', 'caption', 'alt', 'file', 'role', 'text'];

/** Those of them that are less telling than a person. */
const LATE = ['text', 'by', 'role'];

/** Fields that say nothing in a line. */
const SILENT = ['summary', 'text', 'id', 'file', 'url', 'alt', 'focus', 'answer'];

/** The longest line; cards cut it where they end. */
const MAX = 120;

/** Returns the `title` and the `line` for a value of a table. `name` is what it is called by elsewhere. */
export function describe(table, value, form, name = '') {
  const { fields } = form.tables[table];
  const given = Object.fromEntries(Object.entries(value ?? {}).filter(([, one]) => !isUnfilled(one)));
  const said = (field) => words(field.kind, given[field.key], form, field);
  const people = fields.filter(({ kind }) => isOf(kind, 'person'));
  const titles = TITLES.map((key) => fields.find((field) => field.key === key)).filter(Boolean);
  // A speech is called by its speaker, and a quotation by its words if nobody is named.
  const ownName = titles.find(({ key }) => key === 'name');
  const hasName = name && isEmpty(given[ownName?.key]);
  const named = hasName ? null : [...titles.filter(({ key }) => !LATE.includes(key)), ...people, ...titles].find((field) => !isEmpty(given[field.key]));
  const isPerson = (hasName || named?.key === 'name') && fields.some(({ key }) => key === 'affiliation');
  const tells = ({ key }) => !isPerson || ['title', 'affiliation', 'role'].includes(key);
  const rest = fields.filter((field) => field !== named && tells(field) && !['start', 'end'].includes(field.key) && !SILENT.includes(field.key) && !isEmpty(given[field.key]));
  // How much is in it first, then when it was, then the rest.
  const [counted, others] = [rest.filter(isCounted), rest.filter((field) => !isCounted(field))];
  const parts = [...counted.map(said), timesOf(given), ...others.map(said)].filter(Boolean);
  const honorifics = isPerson && !hasName ? [given.honorifics ?? []].flat() : [];
  return { title: hasName ? name : named ? plain([...honorifics, said(named)].join(' ')) : '', line: plain(parts.join(' · ').slice(0, MAX)) };
}

// What is still to be filled in says nothing.
const isUnfilled = (value) => [value].flat().some((one) => hintOf(one) !== null);

const isCounted = ({ kind }) => kind.kind === 'list' && ['table', 'either'].includes(kind.of.kind);

const isOf = (kind, name) => kind.kind === name || (kind.kind === 'list' && kind.of.kind === name);

// A value in words, as short as can be.
function words(kind, value, form, field) {
  if (isEmpty(value)) return '';
  switch (kind.kind) {
    case 'list': {
      if (kind.of.kind === 'table' || kind.of.kind === 'either') return countOf(kind.of.table, value, field);
      return value.map((one) => words(kind.of, one, form)).join(', ');
    }
    case 'word': return kind.words.find(({ word }) => word === value)?.label ?? value;
    case 'person': return nameOf(form.known.people, value);
    case 'organisation': return nameOf(form.known.organisations, value);
    case 'date':
    case 'moment': return formatShortDay(String(value).slice(0, 10));
    case 'time': return shortTime(value);
    case 'table': return '';
    case 'either': return typeof value === 'object' ? words(kind.text, value[kind.key], form) : words(kind.text, value, form);
    case 'flag': return '';
    default: return typeof value === 'object' ? '' : String(value);
  }
}

function nameOf(known, value) {
  if (typeof value === 'object') return value.name ?? '';
  return known?.find(({ id }) => id === value)?.name ?? value;
}

// One item says what it is; several are counted.
function countOf(table, value, { label }) {
  const [only, ...others] = value;
  if (!others.length && typeof only?.title === 'string') return only.title;
  const key = `form-count-${table}`;
  return hasWords(`${key}-other`) ? sayCount(key, value.length) : `${label}: ${value.length}`;
}

const shortTime = (time) => String(time).replace(/^(\d\d:\d\d):00(\.0*)?$/, '$1');

// From when to when: of a part, from its first session to its last.
function timesOf({ start, end, sessions }) {
  const from = start ?? sessions?.[0]?.start;
  const to = end ?? sessions?.at(-1)?.end;
  const isTime = (value) => /^\d\d:\d\d/.test(value ?? '');
  if (!isTime(from)) return '';
  return isTime(to) ? `${shortTime(from)}–${shortTime(to)}` : shortTime(from);
}

/** Returns a text without the signs of its markup, on one line. */
const plain = (text) => String(text).replace(/[*`]/g, '').replace(/\s+/g, ' ').trim();
