import { loadEnvFile } from 'node:process';

/** Takes settings from `.env` in the working folder; what the environment already holds wins. */
export function loadDotEnv(): void {
  try {
    loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
