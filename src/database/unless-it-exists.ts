/** Ignores that something already exists, in a `.catch()`. */
export function unlessItExists(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
