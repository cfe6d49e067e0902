// Frames around what is being edited: one around each block of lines, not around each line.

import { element } from '../dom.js';

/** Returns the blocks of a value's places: lines that follow each other make one. */
export function blocksOf(places) {
  const sorted = [...places].sort((a, b) => a.page - b.page || a.top - b.top || a.left - b.left);
  const blocks = [];
  for (const place of sorted) {
    const block = blocks.find((one) => belongs(place, one));
    if (block) enlarge(block, place);
    else blocks.push({ ...place, line: place.height });
  }
  return blocks;
}

function belongs({ page, left, top, width, height }, block) {
  const isNear = top - (block.top + block.height) < 0.9 * Math.max(height, block.line);
  const overlaps = left < block.left + block.width && left + width > block.left;
  return page === block.page && isNear && overlaps;
}

function enlarge(block, { left, top, width, height }) {
  const right = Math.max(block.left + block.width, left + width);
  const bottom = Math.max(block.top + block.height, top + height);
  Object.assign(block, { left: Math.min(block.left, left), top: Math.min(block.top, top), line: height });
  Object.assign(block, { width: right - block.left, height: bottom - block.top });
}

/** Shows frames on a page. Those that are there only move; see the layer of the editor. */
export function showFrames({ frames, size }, blocks) {
  while (frames.children.length > blocks.length) frames.lastChild.remove();
  blocks.forEach(({ left, top, width, height }, at) => {
    const frame = frames.children[at] ?? frames.appendChild(element('div', { className: 'frame' }));
    // In shares of the page, so that they stay in place at each zoom.
    const share = (value, whole) => `${(100 * value) / whole}%`;
    frame.style.left = share(left, size.width);
    frame.style.top = share(top, size.height);
    frame.style.width = share(width, size.width);
    frame.style.height = share(height, size.height);
  });
}
