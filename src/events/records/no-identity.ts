/** Where this version cannot read the identity of a file. */
export const NO_IDENTITY = {
  fallback: () => null,
  meaning: 'the file counts as the registered one, and gets its identity when it is next read',
};
