// The same text as in a text area, in looks: marks are quiet, what they mark looks as it prints.
// The text area lies over it with letters that cannot be seen; both break their lines alike.

import { element } from '../../../dom.js';
import { paragraphsOf, tokensOf } from './tokens.js';

export class ProseLayer {
  /** What is drawn: paragraphs with their nodes. */
  #drawn = [];

  constructor() {
    this.element = element('div', { className: 'prose-layer', 'aria-hidden': 'true' });
  }

  /** Shows a text. Only paragraphs that are others are drawn anew. */
  show(text) {
    const next = paragraphsOf(text).map((paragraph) => ({ text: paragraph.text, node: null }));
    const old = this.#drawn;
    let start = 0;
    while (start < old.length && start < next.length && old[start].text === next[start].text) start += 1;
    let same = 0;
    const least = Math.min(old.length, next.length) - start;
    while (same < least && old.at(-1 - same).text === next.at(-1 - same).text) same += 1;
    for (const [at, one] of next.entries()) {
      if (at < start) one.node = old[at].node;
      else if (at >= next.length - same) one.node = old[at - next.length + old.length].node;
      else one.node = drawn(one.text);
    }
    for (const { node } of old.slice(start, old.length - same)) node.remove();
    const after = next[next.length - same]?.node ?? null;
    for (const { node } of next.slice(start, next.length - same)) this.element.insertBefore(node, after);
    this.#drawn = next;
    // The last line has a height although it is empty.
    this.element.classList.toggle('ends-empty', text === '' || text.endsWith('\n'));
  }
}

function drawn(text) {
  const tokens = tokensOf(text);
  const edges = [...new Set([0, text.length, ...tokens.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const parts = edges.slice(1).map((end, at) => {
    const start = edges[at];
    const types = tokens.filter((one) => one.start <= start && end <= one.end).map(({ type }) => type);
    const words = text.slice(start, end);
    return types.length ? element('span', { className: types.join(' ') }, words) : words;
  });
  return element('span', {}, parts);
}
