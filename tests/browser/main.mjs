// Tests the desk in a real browser: node tests/browser/main.mjs PROJECT [TOPIC [WORDS]]
//
// tests/browser.rs prepares the project and runs this. Several tests run at once, each runner with
// a browser, a copy of the project and a server of its own. The environment variable BYLINE names
// the binary; PICTURES may name a folder for pictures of windows in which a test failed, and RUNNERS
// may say how many tests run at once.

import { availableParallelism } from 'node:os';
import { inspect } from 'node:util';
import { Project } from './project.mjs';
import { Runner } from './runner.mjs';

const TOPICS = ['accessibility', 'form', 'editing', 'history', 'translations', 'conflict', 'kept', 'pages', 'findings', 'overview', 'keyboard', 'languages', 'fields', 'people', 'paste', 'new', 'places', 'photos', 'fullest'];

const MOST_ATTEMPTED_AGAIN = 5;

const [folder, wanted, words = ''] = process.argv.slice(2);
const started = Date.now();
const seconds = (since) => ((Date.now() - since) / 1000).toFixed(1);

const waiting = [];
for (const topic of TOPICS.filter((name) => !wanted || name === wanted)) {
  const { default: tests } = await import(`./${topic}.mjs`);
  for (const [name, test] of Object.entries(tests)) if (name.includes(words)) waiting.push({ name: `${topic}: ${name}`, test });
}
// A test waits most of the time: for a pause, for the disk, for another process.
const most = Number(process.env.RUNNERS ?? availableParallelism() + 1);
let passed = 0;

/** Runs tests, the next one that nobody runs, until none is left. Returns those that failed. */
async function work(project, tests) {
  const failed = [];
  const runner = await Runner.start(project);
  for (let next = tests.shift(); next; next = tests.shift()) {
    const began = Date.now();
    try {
      await runner.run(next.test);
      passed += 1;
      console.log(`ok    ${next.name} (${seconds(began)} s)`);
    } catch (error) {
      failed.push(next);
      console.log(`FAIL  ${next.name} (${seconds(began)} s)\n${inspect(error)}`);
    }
  }
  await runner.end();
  return failed;
}

const first = new Project(folder);
const projects = Array.from({ length: Math.min(most, waiting.length) }, (_, at) => (at ? Project.copyOf(first) : first));
const failed = (await Promise.all(projects.map((project) => work(project, waiting)))).flat();
// On a machine that is busy with something else, people and tests wait in vain. Whether it was that
// is known after a second attempt, with nothing beside it. Many failures are no accident.
const again = failed.length && failed.length <= MOST_ATTEMPTED_AGAIN ? failed.splice(0) : [];
const names = again.map(({ name }) => name);
if (again.length) {
  console.log(`again, alone: ${names.join('; ')}`);
  failed.push(...(await work(Project.copyOf(first), again)));
}
console.log([`${passed} passed, ${failed.length} failed, in ${Math.round(seconds(started))} s`, ...failed.map(({ name }) => name)].join('\n'));
process.exit(failed.length || !passed ? 1 : 0);
