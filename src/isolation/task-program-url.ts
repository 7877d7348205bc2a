/** The program of a process that runs isolated tasks. */
export const taskProgramUrl = new URL('./task-program.js', import.meta.url);
