// The text of a file, kept in step with the server: each edit is sent at once, one request at a
// time, the newest next. What is not safe yet is kept in the browser as well.

import { debounce } from '../dom.js';
import { ask, connection, pathOf } from '../server.js';
import { recall, remember } from '../store.js';
import { notePainted, takeInputs } from '../timings.js';
import { say } from '../words.js';

/** Texts that are in their file, or in the journal. */
const SAFE = ['saved', 'noted'];

/** What somebody did to a file so that there is no other text to compare with. Writing goes on. */
const ALONE = ['removed', 'unreadable'];

/**
 * Tells of `state`, of a text to `adopt`, of `versions` between which the user decides (or
 * `null` once that is over), of a `view` that came with an edit, of a `problem`, and that the text
 * is `gone`: its file was removed, and somebody let it go.
 */
export class SharedText extends EventTarget {
  #isSending = false;
  /** The text that is on its way to the server. */
  #sent = null;
  #late = null;
  #keepDraft = debounce(400, () => this.#draft());

  constructor(answer, shownView) {
    super();
    this.file = answer.file;
    this.shownView = shownView;
    /** What the user has typed. */
    this.current = answer.text;
    /** What the server has. */
    this.acknowledged = answer.text;
    this.version = answer.version;
    this.instance = answer.instance;
    this.safety = answer.safety;
    this.theirs = answer.theirs;
    this.trouble = answer.trouble;
    this.versions = null;
    this.isGone = false;
    /** The text that the server would not take. */
    this.refused = null;
    addEventListener('pagehide', () => this.#draft());
  }

  /** What is shown of it: `saved`, `noted`, `saving`, `too-large`, `conflict`, `removed` or `unreadable`. */
  get state() {
    if (this.versions) return this.isHalted ? 'conflict' : this.versions.kind;
    if (this.refused !== null && this.refused === this.current) return 'too-large';
    return this.current !== this.acknowledged || this.safety === 'pending' ? 'saving' : this.safety;
  }

  get isSending() {
    return this.#isSending;
  }

  /** Whether nothing is sent until the user has chosen a version. */
  get isHalted() {
    return Boolean(this.versions) && !ALONE.includes(this.versions.kind);
  }

  /** Resolves when the server has all that was typed. */
  async sent() {
    while (this.#isSending) await new Promise((resolve) => this.addEventListener('state', resolve, { once: true }));
  }

  /** Looks whether there is something to decide from the start: another version, or a draft. */
  begin() {
    this.#decideAboutDisk();
    const draft = recall(this.#key);
    if (!draft || draft.text === this.acknowledged) return remember(this.#key, null);
    if (this.versions) return undefined;
    // One that runs all the time loses nothing: what it had is older than what it has now, and
    // where it has what was there before, what was typed last did not arrive.
    if (draft.instance === this.instance) {
      if (draft.text === draft.base) return remember(this.#key, null);
      if ([draft.base, draft.sent].includes(this.acknowledged)) return this.replace(draft.text);
    }
    return this.#offer({ kind: 'draft', mine: draft.text, theirs: this.acknowledged, time: draft.time });
  }

  /** Takes what somebody typed. */
  edit(text) {
    const before = this.state;
    this.current = text;
    this.#keepDraft();
    if (this.state !== before) this.#tell('state');
    this.#send();
  }

  /** Replaces the text by another one, which the editor is told of. */
  replace(text) {
    this.edit(text);
    this.#tell('adopt', { text });
  }

  /** Lets somebody else change the text at the server: meanwhile nothing is sent, and no news is heard. */
  async lend(change) {
    while (this.#isSending) await this.sent();
    this.#isSending = true;
    try {
      return await change();
    } finally {
      this.#isSending = false;
      this.#hearLate();
      // What was typed meanwhile.
      if (this.current !== this.acknowledged) this.#send();
      else this.#tell('state');
    }
  }

  async #send() {
    if (this.#isSending) return;
    this.#isSending = true;
    while (this.current !== this.acknowledged && this.current !== this.refused && !this.isHalted && !this.isGone) {
      const text = this.current;
      this.#sent = text;
      const inputs = takeInputs();
      const body = { file: this.file, base: this.version, text, view: this.shownView() };
      try {
        const answer = await ask('/api/file/text', { method: 'PUT', body });
        this.acknowledged = text;
        if (this.refused !== null) this.#tell('problem', { why: null });
        this.refused = null;
        this.#become(answer);
        if (answer.view) this.#tell('view', { view: answer.view, inputs, query: body.view });
        else notePainted(inputs);
      } catch (error) {
        if (error.status === 409) this.#meet(error.body, text);
        // The same text would be refused again.
        else if (error.status === 413) {
          this.refused = text;
          this.#tell('problem', { why: say('text-too-large') });
        } else if (connection.state !== 'connected') await connection.back();
        else {
          this.#tell('problem', { why: error.status === 404 ? say('text-unknown') : error.message });
          await new Promise((resolve) => setTimeout(resolve, 2000));
        }
      }
    }
    this.#isSending = false;
    this.#tell('state');
    this.#hearLate();
  }

  #hearLate() {
    const late = this.#late;
    this.#late = null;
    if (late) this.hear(late);
  }

  // The server has another text than the one that was edited.
  #meet(latest, sent) {
    this.version = latest.version;
    this.instance = latest.instance ?? this.instance;
    this.safety = latest.safety;
    this.theirs = latest.theirs;
    this.trouble = latest.trouble;
    if (latest.text === sent) this.acknowledged = sent;
    // Only the count is another one, as after a restart: the edit is sent again.
    else if (latest.text !== this.acknowledged) {
      this.acknowledged = latest.text;
      this.#offer({ kind: 'window', mine: this.current, theirs: latest.text });
    }
    this.#tell('state');
  }

  /** Takes news of the text. */
  async hear(news) {
    if (this.#isSending) {
      this.#late = news;
      return;
    }
    this.#tell('problem', { why: news.problem });
    const isOwn = news.version <= this.version;
    if (isOwn && !['conflict', ...ALONE].includes(news.safety)) {
      if (news.version === this.version) this.#become(news);
      return;
    }
    await this.refresh();
  }

  /** Asks for the latest text. */
  async refresh() {
    const { version } = this;
    const latest = await ask(pathOf('/api/file', { name: this.file })).catch(() => null);
    if (!latest || this.#isSending) return;
    // What was sent or heard meanwhile may be newer than the answer.
    if (this.version === version) this.take(latest);
    else await this.refresh();
  }

  /** Takes the latest text of the server, unless somebody has typed since. */
  take(latest) {
    if (latest.text !== this.current && this.current !== this.acknowledged) return this.#meet(latest, null);
    const isNew = latest.text !== this.current;
    const { text, instance = this.instance, theirs, trouble } = latest;
    Object.assign(this, { current: text, acknowledged: text, instance, theirs, trouble });
    this.#become(latest);
    if (isNew) this.#tell('adopt', { text: latest.text });
    this.#decideAboutDisk();
  }

  #become({ version, safety }) {
    this.version = version;
    this.safety = safety;
    if (SAFE.includes(safety) && this.current === this.acknowledged && !this.versions) {
      this.#keepDraft.cancel();
      remember(this.#key, null);
    }
    this.#tell('state');
  }

  #decideAboutDisk() {
    if (this.safety === 'conflict') this.#offer({ kind: 'disk', mine: this.current, theirs: this.theirs });
    else if (ALONE.includes(this.safety)) this.#offer({ kind: this.safety, mine: this.current, theirs: null, trouble: this.trouble });
    else if (['disk', ...ALONE].includes(this.versions?.kind)) this.#offer(null);
  }

  #offer(versions) {
    this.versions = versions;
    this.#tell('versions');
    this.#tell('state');
  }

  /** Keeps the user's version, or takes the other one. */
  async decide(mine) {
    const { kind, mine: kept, theirs } = this.versions;
    if (kind === 'disk' || ALONE.includes(kind)) {
      await this.sent();
      let answer;
      try {
        answer = await ask('/api/file/decide', { method: 'POST', body: { file: this.file, mine } });
      } catch (error) {
        // There is none any more: it was let go, here or in another window.
        if (error.status === 404) this.leave();
        else this.#tell('problem', { why: error.message });
        return;
      }
      this.#offer(null);
      // What was typed while both versions were shown goes on top.
      if (mine) {
        Object.assign(this, { acknowledged: answer.text, theirs: answer.theirs, trouble: answer.trouble });
        this.#become(answer);
        this.#decideAboutDisk();
        this.#send();
      } else {
        this.current = this.acknowledged = answer.text;
        this.#become(answer);
        this.#tell('adopt', { text: answer.text });
      }
      return;
    }
    const text = mine ? (kind === 'draft' ? kept : this.current) : theirs;
    this.#offer(null);
    remember(this.#key, null);
    if (kind === 'draft' && !mine) return;
    this.current = text;
    this.#tell('adopt', { text });
    this.#become(this);
    this.#send();
  }

  /** Takes note that the text was let go. What the server never had stays in the browser. */
  leave() {
    if (this.isGone) return;
    this.isGone = true;
    this.#keepDraft.cancel();
    if (this.current === this.acknowledged) remember(this.#key, null);
    this.#tell('gone');
  }

  get #key() {
    return `text:${this.file}`;
  }

  #draft() {
    if (this.versions?.kind === 'draft' || this.isGone) return;
    const isSafe = this.current === this.acknowledged && SAFE.includes(this.safety);
    const { current: text, acknowledged: base, instance } = this;
    remember(this.#key, isSafe ? null : { text, base, sent: this.#sent, instance, time: Date.now() });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
