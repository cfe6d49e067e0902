// Values beside a field: the start of a session for its end.

/** Returns whether the table of a field has another key. */
export function hasSibling(field, context, key) {
  const tables = Object.values(context.form?.tables ?? {});
  return tables.some(({ fields }) => fields.includes(field) && fields.some((one) => one.key === key));
}

/** Returns the value of another key of the same table. */
export const sibling = (context, key) => context.sibling?.(key)?.value ?? null;

/** Sets the value of another key of the same table. */
export const setSibling = (context, key, value) => context.sibling(key).change({ op: 'set', value });
