// Key paths, such as `programme[0].sessions[2].title`, and the values at them. Values are never
// changed in place: a change makes new tables and lists along its path, and keeps all others.

const BARE = /^[\w-]+$/;

/** Returns the steps of a path: keys as texts, indices as numbers. */
export function stepsOf(path) {
  const found = path.matchAll(/\[(\d+)\]|"((?:[^"\\]|\\.)*)"|([^.[\]"]+)/g);
  return [...found].map(([, index, quoted, bare]) => (index !== undefined ? Number(index) : bare ?? quoted.replace(/\\(.)/g, '$1')));
}

/** Returns the path of steps. */
export function pathOfSteps(steps) {
  return steps.reduce((path, step) => join(path, step), '');
}

/** Returns the path of a key or an item of what is at another path. */
export function join(path, step) {
  if (typeof step === 'number') return `${path}[${step}]`;
  const key = BARE.test(step) ? step : `"${step.replace(/[\\"]/g, '\\$&')}"`;
  return path ? `${path}.${key}` : key;
}

/** Returns whether a path is another one, or leads to something in it. */
export const isWithin = (path, outer) => path === outer || outer === ''
  || (path.startsWith(outer) && (path[outer.length] === '.' || path[outer.length] === '['));

/** Returns the value at a path, or `undefined`. */
export function valueAt(values, path) {
  return stepsOf(path).reduce((value, step) => (value === null || typeof value !== 'object' ? undefined : value[step]), values);
}

/** Returns whether two values are the same. */
export function isSame(a, b) {
  if (a === b) return true;
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && isSame(a[key], b[key]));
}

/** Returns a value made of parts of the one before where they are the same, so that they can be compared at once. */
export function reuse(before, after) {
  if (before === after || !before || !after || typeof before !== 'object' || typeof after !== 'object') return after;
  if (Array.isArray(before) !== Array.isArray(after)) return after;
  const made = Array.isArray(after) ? after.map((item, at) => reuse(before[at], item))
    : Object.fromEntries(Object.entries(after).map(([key, value]) => [key, reuse(before[key], value)]));
  const keys = Object.keys(made);
  const isAllOld = keys.length === Object.keys(before).length && keys.every((key) => key in before && made[key] === before[key]);
  return isAllOld ? before : made;
}

/** Returns values after an edit, as the server would make it. */
export function applyEdit(values, edit) {
  const steps = stepsOf(edit.path);
  switch (edit.op) {
    case 'set': return change(values, steps, () => edit.value);
    case 'remove': return remove(values, steps);
    case 'insert': return change(values, steps, (list = []) => list.toSpliced(edit.index, 0, edit.value));
    case 'move': return change(values, steps, (list) => list?.toSpliced(edit.from, 1).toSpliced(edit.to, 0, list[edit.from]));
    case 'duplicate': return change(values, steps, (list) => list?.toSpliced(edit.index + 1, 0, list[edit.index]));
    // Its id is the server's to choose.
    default: return values;
  }
}

function change(value, [step, ...rest], make) {
  if (step === undefined) return make(value);
  const copy = Array.isArray(value) ? [...value]
    : value && typeof value === 'object' ? { ...value }
      : typeof step === 'number' ? [] : {};
  copy[step] = change(copy[step], rest, make);
  return copy;
}

function remove(value, [step, ...rest]) {
  if (!value || typeof value !== 'object' || !(step in value)) return value;
  if (rest.length) return change(value, [step], (inner) => remove(inner, rest));
  if (Array.isArray(value)) return value.toSpliced(step, 1);
  const { [step]: _, ...others } = value;
  return others;
}
