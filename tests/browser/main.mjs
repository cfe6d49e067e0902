// Tests the desk in a real browser: node tests/browser/main.mjs ADDRESS PROJECT [TOPIC [WORDS]]
//
// tests/browser.rs prepares the project, starts byline on it, and runs this with the address that
// byline printed. The environment variable BYLINE names the binary, for tests that need a server
// of their own; PICTURES may name a folder for pictures of windows in which a test failed.

import { inspect } from 'node:util';
import { Project } from './project.mjs';
import { Runner } from './runner.mjs';

const TOPICS = ['overview', 'pages', 'editing', 'findings', 'conflict', 'keyboard', 'languages', 'fields', 'paste', 'new', 'photos', 'accessibility'];

const [address, folder, wanted, words = ''] = process.argv.slice(2);
const runner = new Runner(address, new Project(folder));
const started = Date.now();
let failed = 0;
let passed = 0;
await runner.begin();
for (const topic of TOPICS.filter((name) => !wanted || name === wanted)) {
  const { default: tests } = await import(`./${topic}.mjs`);
  for (const [name, test] of Object.entries(tests).filter(([one]) => one.includes(words))) {
    const began = Date.now();
    try {
      await runner.run(test);
      passed += 1;
      console.log(`ok    ${topic}: ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed += 1;
      console.log(`FAIL  ${topic}: ${name}\n${inspect(error)}`);
    }
  }
}
await runner.end();
console.log(`${passed} passed, ${failed} failed, in ${Math.round((Date.now() - started) / 1000)} s`);
process.exit(failed || !passed ? 1 : 0);
