// The lines in which two texts differ.

/** Longer differences are shown as one. */
const MAX_CELLS = 4_000_000;

/** Returns the numbers of the lines, from 0, that only one of two texts has. */
export function changedLines(left, right) {
  const [a, b] = [left.split('\n'), right.split('\n')];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let same = 0;
  while (same < Math.min(a.length, b.length) - start && a[a.length - 1 - same] === b[b.length - 1 - same]) same += 1;
  const [rows, columns] = [a.length - start - same, b.length - start - same];
  const changed = { left: numbers(start, rows), right: numbers(start, columns) };
  if (rows * columns > MAX_CELLS) return changed;
  // Lengths of the longest common sequences of the lines from here on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      lengths[row][column] = a[start + row] === b[start + column]
        ? lengths[row + 1][column + 1] + 1
        : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (a[start + row] === b[start + column]) {
      changed.left.delete(start + row);
      changed.right.delete(start + column);
      row += 1;
      column += 1;
    } else if (lengths[row + 1][column] >= lengths[row][column + 1]) row += 1;
    else column += 1;
  }
  return changed;
}

const numbers = (start, count) => new Set(Array.from({ length: count }, (_, at) => start + at));
