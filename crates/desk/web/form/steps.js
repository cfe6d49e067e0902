// Steps that can be undone, packed to be kept: of each text only what differs from the one beside
// it, beginning with those that all of them lead to.

import { spliceBetween } from '../editor/splice.js';

/** The most characters that are kept. The oldest steps are left out. */
const MOST = 400_000;

/** What a replacement takes besides its text, in characters. */
const SMALL = 24;

/** Packs steps that were `done` and `undone`, each in the order in which they were made. `null` if nothing fits. */
export function packSteps(done, undone) {
  const texts = {};
  for (const { file, after } of [...done].reverse()) texts[file] ??= after;
  for (const { file, before } of [...undone].reverse()) texts[file] ??= before;
  let room = MOST - Object.values(texts).reduce((length, text) => length + text.length, 0);

  function pack(steps, first, second) {
    const last = { ...texts };
    const packed = [];
    for (const step of [...steps].reverse()) {
      const parts = [splice(last[step.file], step[first]), splice(step[first], step[second])];
      room -= parts.reduce((size, [, , text]) => size + text.length + SMALL, step.file.length + step.at.length + SMALL);
      if (room < 0) break;
      packed.push([step.file, step.at, ...parts, step.isFollowing ? 1 : 0]);
      last[step.file] = step[second];
    }
    return packed;
  }

  const packed = { texts, undone: pack(undone, 'before', 'after'), done: pack(done, 'after', 'before') };
  return packed.done.length || packed.undone.length ? packed : null;
}

/** Returns the steps that were done and undone, as they were packed; none of what cannot be read. */
export function unpackSteps(packed) {
  function unpack(steps, first, second) {
    const last = { ...packed.texts };
    const unpacked = steps.map(([file, at, one, two, isFollowing]) => {
      const step = { file, at, of: null, isFollowing: Boolean(isFollowing) };
      step[first] = applied(last[file], one);
      step[second] = applied(step[first], two);
      last[file] = step[second];
      return step;
    });
    return unpacked.reverse();
  }

  try {
    return [unpack(packed.done, 'after', 'before'), unpack(packed.undone, 'before', 'after')];
  } catch {
    return [[], []];
  }
}

function splice(from, to) {
  if (from === to) return [0, 0, ''];
  const { start, end, text } = spliceBetween(from, to);
  return [start, end - start, text];
}

const applied = (text, [start, length, words]) => text.slice(0, start) + words + text.slice(start + length);
