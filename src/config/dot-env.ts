import { loadEnvFile } from 'node:process';

/** Reads settings from `.env` in the working folder; variables of the environment take precedence. */
export function loadDotEnv(): void {
  try {
    loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
