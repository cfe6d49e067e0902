// Whether a photo is large enough for its place, in words.

import { formatNumber } from '../formats.js';
import { say } from '../words.js';

const round = (number) => formatNumber(Math.round(number));

/** The width of a photo whose record does not say it. */
export const USUAL = 'column';

/**
 * Returns what there is to say of a photo's pixels: `words`, whether they are enough, and the
 * widest `other` width at which they would be. `printed` is where it is printed, if that is known.
 */
export function fitnessOf(facts, printed, width = USUAL) {
  if (facts.isDrawing) return { words: say('photo-is-drawing'), isEnough: true, other: null };
  const size = `${round(facts.width)} × ${round(facts.height)}`;
  const [place] = printed.toSorted((one, other) => one.perInch - other.perInch);
  const own = facts.fitness.find((fit) => fit.width === width) ?? facts.fitness[0];
  // What the page does counts more than what it was asked for.
  const { perInch, isEnough } = place ?? own;
  if (isEnough) {
    const fitsAll = facts.fitness.find((fit) => fit.width === 'full').isEnough;
    return { words: say(fitsAll ? 'photo-fits-all' : 'photo-fits-here', { size }), isEnough, other: null };
  }
  const where = say(`photo-across-${width}`);
  const other = facts.fitness.find((fit) => fit.isEnough && fit.millimetres < (place?.width ?? own.millimetres))?.width ?? null;
  const coarse = say('photo-too-coarse', { size, dots: round(perInch), where });
  const remedy = other ? say(`photo-would-do-${other}`) : say('photo-ask-for-original');
  return { words: `${coarse} ${remedy}`, isEnough, other };
}
