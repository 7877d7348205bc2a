/** The built file, since a separate process cannot run TypeScript. The rest of a test runs the sources. */
export const taskProgramUrl = new URL('../../dist/isolation/task-program.js', import.meta.url);
