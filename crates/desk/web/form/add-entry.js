// Adds an entry of somebody or something to a file, for a field that is about to name it.

/** Adds a value at a path. Resolves to the path of the new entry, and throws why there is none. */
export function addEntry(store, file, path, value) {
  return new Promise((resolve, reject) => {
    const edit = { op: 'add', path, value };
    const refused = ({ detail }) => {
      if (detail.edit !== edit) return;
      store.removeEventListener('problem', refused);
      reject(new Error(detail.problem.message));
    };
    store.addEventListener('problem', refused);
    edit.done = (added) => {
      store.removeEventListener('problem', refused);
      resolve(added);
    };
    store.edit(file, [edit]);
  });
}
