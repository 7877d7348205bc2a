import { mkdir } from 'node:fs/promises';
import { isolatedTask } from '../../isolation/isolated-task.js';

export async function makeRoot(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
}

export const MAKE_ROOT = isolatedTask('media/footage/make-root.js', makeRoot);
