// A project, and the server that shows it.

import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './wait.mjs';

/** What must not be left behind, however this ends. */
const programs = new Set();
const copies = new Set();
process.once('exit', () => {
  for (const program of programs) program.kill('SIGKILL');
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** Starts byline on a folder, and waits for the address. */
export async function serve(folder, ...args) {
  const program = spawn(process.env.BYLINE, ['serve', '--no-open', '--message-format', 'json', ...args], {
    cwd: folder, stdio: ['ignore', 'pipe', 'inherit'],
  });
  programs.add(program);
  const ended = new Promise((resolve) => program.once('exit', resolve)).then(() => programs.delete(program));
  for await (const line of createInterface({ input: program.stdout })) {
    const { type, url } = JSON.parse(line);
    if (type !== 'serving') continue;
    // What it says later is read, too, so that it never waits for a reader.
    program.stdout.resume();
    return new Server(url, program, ended);
  }
  throw new Error('byline ended before it served');
}

/** A server of a project. */
export class Server {
  constructor(address, program, ended) {
    Object.assign(this, { address, program, ended });
    this.base = new URL(address).origin;
    this.port = new URL(address).port;
  }

  /** Ends it: as Ctrl-C does, or as a crash would. */
  async stop(signal = 'SIGINT') {
    this.program.kill(signal);
    await this.ended;
  }
}

/** The files of a project. */
export class Project {
  /** What the files were like at first, by name. */
  #first = new Map();

  constructor(folder) {
    this.folder = folder;
    for (const name of readdirSync(folder, { recursive: true })) {
      if (name.endsWith('.toml') && !name.startsWith('.')) this.#first.set(name, this.read(name));
    }
  }

  /** Creates an empty folder. */
  static empty() {
    const folder = mkdtempSync(join(tmpdir(), 'desk-'));
    copies.add(folder);
    return new Project(folder);
  }

  /** Copies a project without what byline made of it; if some records are named, with only these. */
  static copyOf({ folder }, records = null) {
    const copy = mkdtempSync(join(tmpdir(), 'desk-'));
    copies.add(copy);
    const isWanted = (path) => {
      const name = path.slice(folder.length + 1);
      if (name.startsWith('.byline') || name.startsWith('output')) return false;
      if (!records) return true;
      if (name.startsWith('issues/')) return false;
      return !/^records\/.+\.toml$/.test(name) || records.some((record) => name.startsWith(`records/${record}.`));
    };
    cpSync(folder, copy, { recursive: true, filter: isWanted });
    return new Project(copy);
  }

  path(name) {
    return join(this.folder, name);
  }

  read(name) {
    return readFileSync(this.path(name), 'utf8');
  }

  /** What a file was like at first. */
  first(name) {
    return this.#first.get(name);
  }

  exists(name) {
    return existsSync(this.path(name));
  }

  /** Writes a file, as another program would. */
  write(name, text) {
    writeFileSync(this.path(name), text);
  }

  /** Changes words of a file, as another program would. */
  replace(name, words, others) {
    const text = this.read(name);
    if (!text.includes(words)) throw new Error(`${name} has no “${words}”`);
    this.write(name, text.replace(words, others));
  }

  /** Waits until a file has some words. */
  untilSaved(name, words) {
    return until(`${name} has “${words}”`, () => this.read(name).includes(words));
  }

  remove(name) {
    rmSync(this.path(name), { recursive: true, force: true });
  }

  /** The names of the records and issues. */
  get records() {
    const names = [...this.#first.keys()].filter((name) => /^(records|issues)\/[^./]+\.toml$/.test(name));
    return names.map((name) => name.replace(/^.*\/|\.toml$/g, ''));
  }

  /** How many there are, in words. */
  get counted() {
    const issues = [...this.#first.keys()].filter((name) => /^issues\/[^./]+\.toml$/.test(name)).length;
    const count = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;
    return `${count(this.records.length - issues, 'event')} · ${count(issues, 'newsletter issue')}`;
  }

  /** Makes a file as it was at first again, for the next test, with the server's knowledge. */
  async restore(name, ask) {
    const first = this.#first.get(name);
    if (first === undefined) return;
    await until(`${name} is as before`, async () => {
      const isOnDisk = this.exists(name) && this.read(name) === first;
      const { status, body } = await ask('GET', `/api/file?name=${encodeURIComponent(name)}`);
      if (status !== 200) return this.write(name, first);
      if (body.text === first && body.safety === 'saved' && isOnDisk) return true;
      if (body.safety === 'removed') this.write(name, first);
      else if (body.safety === 'conflict') await ask('POST', '/api/file/decide', { file: name, mine: true });
      else if (body.text !== first) await ask('PUT', '/api/file/text', { file: name, base: body.version, text: first });
      else if (!isOnDisk && body.safety === 'saved') this.write(name, first);
      return false;
    });
  }
}
