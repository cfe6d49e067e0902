// Runs tests one after another, each in a new window of a browser that knows the desk. The project
// and its server are the same for all.

import { Desk } from './desk.mjs';
import { serve } from './project.mjs';
import { startBrowser } from './tools.mjs';
import { PATIENCE } from './wait.mjs';

const WINDOW = { width: 1440, height: 900 };

export class Runner {
  #browser;
  #entered = new Map();

  /** Starts a browser, and byline on a project. */
  static async start(project) {
    const runner = new Runner();
    const [browser, server] = await Promise.all([startBrowser(), serve(project.folder)]);
    runner.#browser = browser;
    return Object.assign(runner, { project, server });
  }

  async end() {
    await this.#browser.close();
    await this.server.stop();
  }

  /** Returns what a browser keeps that has opened a server's address, which works once. */
  async #keysOf(server) {
    if (!this.#entered.has(server)) {
      const context = await this.#browser.newContext();
      const page = await context.newPage();
      await page.goto(server.address);
      // Most tests write in the source; those of the form ask for it in the address.
      await page.evaluate(() => localStorage.setItem('byline:edit-as', '"source"'));
      this.#entered.set(server, await context.storageState());
      await context.close();
    }
    return this.#entered.get(server);
  }

  /** Runs a test. Throws if it fails, or if anything went wrong in a window meanwhile. */
  async run(test) {
    const faults = [];
    const touched = new Set();
    const contexts = [];
    const servers = [];
    const watch = (page) => {
      page.on('pageerror', (error) => faults.push(error));
      // Answers other than 200 are told as well; some of them are expected.
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(new Error(message.text()));
      });
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (url.pathname === '/api/file') touched.add(url.searchParams.get('name'));
      });
    };
    /** Opens a browser of its own, of some kind, on a server, and returns its first window. */
    const browser = async (options = {}, server = this.server, project = this.project) => {
      const storageState = await this.#keysOf(server);
      const context = await this.#browser.newContext({ viewport: WINDOW, reducedMotion: 'reduce', storageState, ...options });
      context.setDefaultTimeout(PATIENCE);
      context.on('page', watch);
      contexts.push(context);
      return new Desk(await context.newPage(), { base: server.base, project });
    };
    const tools = {
      project: this.project,
      server: this.server,
      browser,
      /** Opens another window in the browser of a desk. */
      window: async (desk) => new Desk(await desk.page.context().newPage(), desk),
      /** Starts a further server on a project. */
      serve: async (project, ...args) => {
        const server = await serve(project.folder, ...args);
        servers.push(server);
        return server;
      },
    };
    try {
      await test(await browser(), tools);
      if (faults.length) throw faults[0];
    } catch (error) {
      if (process.env.PICTURES) {
        const pages = contexts.flatMap((context) => context.pages());
        await Promise.all(pages.map((page, at) => page.screenshot({ path: `${process.env.PICTURES}/failed-${at}.png` }).catch(() => null)));
      }
      throw faults.length && error !== faults[0] ? new AggregateError([error, ...faults], error.message) : error;
    } finally {
      await Promise.all(contexts.map((context) => context.close()));
      await Promise.all(servers.filter(({ program }) => program.exitCode === null).map((server) => server.stop('SIGKILL')));
      await this.#restore(touched);
    }
  }

  async #restore(names) {
    if (!names.size) return;
    const context = await this.#browser.newContext({ storageState: await this.#keysOf(this.server) });
    const ask = async (method, path, data) => {
      const answer = await context.request.fetch(this.server.base + path, { method, data, headers: { 'x-byline-desk': '1' } });
      const body = await answer.json().catch(() => null);
      return { status: answer.status(), body };
    };
    for (const name of names) await this.project.restore(name, ask);
    await context.close();
  }
}
