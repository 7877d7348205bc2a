import { isolatedTask } from '../../isolation/isolated-task.js';
import { examineFile, fileStats, presentChange } from './examine-file.js';
import { fileSamples } from './file-samples.js';

/** What is asked about files of footage, where that may hang. */
export const STATS = isolatedTask('media/footage/examine-file.js', fileStats);
export const EXAMINE = isolatedTask('media/footage/examine-file.js', examineFile);
export const CHANGE = isolatedTask('media/footage/examine-file.js', presentChange);
export const SAMPLES = isolatedTask('media/footage/file-samples.js', fileSamples);
