// The values of files, as forms show them, kept in step with the server: each edit is shown at
// once and sent at once, one request at a time, the newest next. What the server has not got yet
// is kept in the browser as well.

import { debounce } from '../dom.js';
import { ask, connection, pathOf } from '../server.js';
import { recall, remember } from '../store.js';
import { noteInput, takeInputs } from '../timings.js';
import { addEdit, forServer } from './edits.js';
import { applyEdit, isSame, reuse, valueAt } from './paths.js';
import { rebase } from './rebase.js';

/** How long nothing has to have changed elsewhere before the values are asked for. */
const PAUSE = 120;

/** How long to wait after an answer that is no answer. */
const AGAIN = 2000;

/**
 * Tells of `values` that are others, with their origin: `edit` for what was just entered,
 * `answer` for what the server made of it, `file` for changes elsewhere. Tells of a `view` that
 * came with an edit, of texts that were `changed`, of the `state`, of a `problem` with an edit, of
 * a `conflict`, of an edit that was `lost`, and of `trouble` with the server.
 */
export class FormValues extends EventTarget {
  #files = new Map();
  #isSending = false;
  #keepLater = debounce(400, () => this.#keep());

  /** `open` opens the shared text of a file; `shownView` returns which document is shown. */
  constructor({ open, shownView }) {
    super();
    Object.assign(this, { open, shownView });
    addEventListener('pagehide', () => this.#keep());
  }

  /** Loads the values of a file, or the translations in it. Returns whether there are any. */
  async load(file) {
    if (this.#files.has(file)) return true;
    const [opened, answer] = await Promise.all([this.open(partsOf(file).file), askFor(file)]);
    if (this.#files.has(file)) return true;
    if (!opened || !answer) return false;
    const { shared } = opened;
    const { version, values, unfit, onlyInSource = [] } = answer;
    // What is `held` waits for a decision between two values. What was `tried` had no answer: it may
    // have arrived or not.
    const entry = {
      file, shared, version, unfit, onlyInSource, acknowledged: values, current: values, sent: [], tried: [], pending: [], held: new Map(),
    };
    this.#files.set(file, entry);
    const refresh = debounce(PAUSE, () => !this.#isSending && this.#refresh(entry, () => !this.#isSending));
    shared.addEventListener('state', () => {
      if (!shared.isSending && !this.#isSending && shared.version !== entry.version) refresh();
      // Two versions stop edits; a decision lets them go on.
      if (!shared.isHalted && entry.pending.length) this.#send();
    });
    return true;
  }

  /** The values of a file, with all that was entered. */
  get(file) {
    return this.#files.get(file)?.current;
  }

  /** Returns why no form can hold a file, or `null`. */
  unfit(file) {
    return this.#files.get(file)?.unfit ?? null;
  }

  /** Returns whether only the source can show what is at a path. */
  isOnlyInSource(file, path) {
    return this.#files.get(file)?.onlyInSource.includes(path) ?? false;
  }

  /** What is shown of all files together: `conflict`, `saving` or `saved`. */
  get state() {
    const files = [...this.#files.values()];
    if (files.some(({ held }) => held.size)) return 'conflict';
    return files.some(({ sent, pending }) => sent.length || pending.length) ? 'saving' : 'saved';
  }

  /** The version of a file's values. */
  version(file) {
    return this.#files.get(file)?.version;
  }

  get isSending() {
    return this.#isSending;
  }

  /** Resolves when the server has all that was entered. */
  async sent() {
    while (this.#isSending) await new Promise((resolve) => this.addEventListener('state', resolve, { once: true }));
  }

  /**
   * Makes edits. An edit may have an `owner`, whose `problem` and `conflict` are called if it fails,
   * and `done`, called with the path of what was added.
   */
  edit(file, edits) {
    const entry = this.#files.get(file);
    if (!entry || entry.unfit) return;
    noteInput();
    const now = performance.now();
    for (const edit of edits) entry.pending = addEdit(entry.pending, Object.assign(edit, { began: now, ended: now }));
    entry.current = reuse(entry.current, edits.reduce(applyEdit, entry.current));
    this.#tell('values', { file, origin: 'edit' });
    this.#keepLater();
    this.#send();
  }

  /** Keeps an edit until somebody has decided about a conflict; `null` when they have. */
  hold(file, path, edit) {
    const { held } = this.#files.get(file);
    if (edit) held.set(path, edit);
    else held.delete(path);
    this.#keepLater();
    this.#tell('state');
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    this.#tell('state');
    for (;;) {
      const entries = [...this.#files.values()].filter((entry) => entry.pending.length && !entry.unfit && !entry.shared.isHalted);
      if (!entries.length) break;
      for (const { shared } of entries) await shared.sent();
      const stale = entries.filter(({ shared, version }) => shared.version !== version);
      if (stale.length) await Promise.all(stale.map((entry) => this.#catchUp(entry)));
      else await this.#request(entries);
    }
    this.#isSending = false;
    this.#keep();
    this.#tell('state');
  }

  async #request(entries) {
    const inputs = takeInputs();
    const view = this.shownView();
    for (const entry of entries) Object.assign(entry, { sent: entry.pending, pending: [] });
    const changes = entries.map(({ file, version, sent }) => ({ ...partsOf(file), base: version, edits: sent.map(forServer) }));
    const post = () => ask('/api/form/edit', { method: 'POST', body: { changes, view } });
    // The answer is taken before anybody else may send.
    const exchange = async () => this.#accept(await post(), { inputs, query: view });
    const texts = [...new Set(entries.map(({ shared }) => shared))];
    const lent = texts.reduce((next, shared) => () => shared.lend(next), exchange);
    try {
      await lent();
      this.#tell('trouble', { why: null });
    } catch (error) {
      for (const entry of entries) {
        entry.tried = error.status ? [] : entry.sent;
        entry.pending = entry.pending.reduce(addEdit, entry.sent);
        entry.sent = [];
      }
      if (error.status === 409 && error.body?.files) error.body.files.forEach((latest) => this.#meet(latest));
      else if (error.status === 422 && error.body?.problems) this.#refuse(entries, error.body.problems);
      else if (connection.state !== 'connected') await connection.back();
      else {
        this.#tell('trouble', { why: error.message });
        await new Promise((resolve) => setTimeout(resolve, AGAIN));
      }
    }
  }

  #accept({ files, added, followed = [], view }, { inputs, query }) {
    let adds = 0;
    const done = [];
    for (const answer of files) {
      const entry = this.#files.get(nameOf(answer));
      const { sent, shared } = entry;
      for (const edit of sent.filter(({ op }) => op === 'add')) {
        const path = added?.[adds++];
        done.push(() => edit.done?.(path));
      }
      this.#tell('changed', { file: answer.file, before: shared.current, after: answer.text, edits: sent });
      entry.sent = entry.tried = [];
      shared.take(answer);
      this.#adopt(entry, answer);
    }
    for (const own of followed) this.#tell('changed', { ...own, edits: [], isFollowing: true });
    if (view) this.#tell('view', { view, inputs, query });
    for (const call of done) call();
    for (const answer of files) this.#tell('values', { file: nameOf(answer), origin: 'answer' });
  }

  #adopt(entry, { version, values, unfit = null, onlyInSource = [] }) {
    Object.assign(entry, { version, unfit, onlyInSource });
    entry.acknowledged = reuse(entry.acknowledged, values);
    entry.current = reuse(entry.current, entry.pending.reduce(applyEdit, entry.acknowledged));
  }

  // The server has other values than those that were edited.
  #meet(latest) {
    const entry = this.#files.get(nameOf(latest));
    const before = entry.acknowledged;
    const { edits, conflicts, lost } = rebase(entry.pending, before, latest.values);
    entry.pending = edits;
    if (latest.text !== undefined) entry.shared.take(latest);
    this.#adopt(entry, latest);
    // A field that waits for a decision keeps what was typed; a new one has to be made first.
    const isWaiting = ({ edit }) => edit.owner;
    this.#report(entry, conflicts.filter(isWaiting), []);
    this.#tell('values', { file: entry.file, origin: 'file' });
    this.#report(entry, conflicts.filter((one) => !isWaiting(one)), lost);
  }

  #report(entry, conflicts, lost) {
    const { file } = entry;
    for (const { edit, theirs } of conflicts) {
      entry.held.set(edit.path, edit);
      this.#tell('conflict', { file, edit, theirs });
    }
    for (const edit of lost) this.#tell('lost', { file, edit });
    if (conflicts.length) this.#tell('state');
  }

  // What cannot be read is left out; the rest is sent again.
  #refuse(entries, problems) {
    for (const problem of problems) {
      const isMeant = (edit) => edit.path === problem.path;
      const entry = entries.find(({ pending }) => pending.some(isMeant)) ?? entries.find(({ pending }) => pending.length);
      const edit = entry?.pending.findLast(isMeant) ?? entry?.pending[0];
      if (!edit) continue;
      entry.pending = entry.pending.filter((one) => one !== edit);
      entry.current = reuse(entry.current, entry.pending.reduce(applyEdit, entry.acknowledged));
      this.#tell('problem', { file: entry.file, edit, problem });
    }
    for (const { file } of entries) this.#tell('values', { file, origin: 'answer' });
  }

  async #catchUp(entry) {
    if (entry.shared.version < entry.version) await entry.shared.refresh();
    else await this.#refresh(entry);
    if (connection.state !== 'connected') await connection.back();
  }

  async #refresh(entry, isWanted = () => true) {
    const answer = await askFor(entry.file);
    const isNew = answer && (answer.version !== entry.version || answer.unfit !== entry.unfit);
    if (isNew && isWanted()) this.#meet(answer);
  }

  /** Asks for the values of a file, as after its text was replaced. */
  async refresh(file) {
    await this.sent();
    const entry = this.#files.get(file);
    if (entry) await this.#refresh(entry, () => !this.#isSending);
  }

  /** Takes up what was not sent before this window was closed. */
  resume(file) {
    const entry = this.#files.get(file);
    const draft = recall(keyOf(file));
    if (!draft || !entry) return;
    // What was on its way may have arrived, and is not made again then.
    const sent = draft.sent.reduce(applyEdit, draft.base);
    const hasArrived = draft.sent.every(({ path }) => isSame(valueAt(sent, path), valueAt(entry.acknowledged, path)));
    const isNew = (edit) => !draft.sent.some((one) => isSame(one, edit));
    const [wanted, base] = hasArrived ? [draft.pending.filter(isNew), sent] : [draft.pending, draft.base];
    const { edits, conflicts, lost } = rebase(wanted, base, entry.acknowledged);
    const held = draft.held.map((edit) => ({ edit, theirs: valueAt(entry.current, edit.path) }));
    if (edits.length) this.edit(file, edits);
    this.#report(entry, [...conflicts, ...held.filter(({ edit, theirs }) => !isSame(edit.value, theirs))], lost);
  }

  #keep() {
    for (const { file, acknowledged, sent, tried, pending, held } of this.#files.values()) {
      const isAll = !sent.length && !pending.length && !held.size;
      const parts = { sent: [...tried, ...sent], pending: pending.reduce(addEdit, sent), held: [...held.values()] };
      const kept = Object.entries(parts).map(([part, edits]) => [part, edits.map(forServer)]);
      remember(keyOf(file), isAll ? null : { base: acknowledged, ...Object.fromEntries(kept) });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Returns the name under which the translations are loaded that a file itself has into a language. */
export const translationsIn = (file, language) => `${language}:${file}`;

// No file of a project has a name that begins so.
const partsOf = (name) => {
  const [, language, file] = name.match(/^(?:([\w-]+):)?(.*)$/s);
  return language ? { file, language } : { file };
};
const nameOf = ({ file, language }) => (language ? translationsIn(file, language) : file);
const askFor = (name) => ask(pathOf('/api/form/values', partsOf(name))).catch(() => null);
const keyOf = (file) => `form:${file}`;
