// Adds an entry of somebody or something to a file, for a field that is about to name it.

/**
 * Adds a value at a path, under an id if it has to have a certain one. Resolves to the path of the
 * new entry, and throws why there is none.
 */
export function addEntry(store, file, path, value, id = undefined) {
  return new Promise((resolve, reject) => {
    const edit = { op: 'add', path, value, id };
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
