import { describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import { codecsOfLocalFile } from './codecs-of-file.js';

Logger.overrideLogger(false);

describe('Reading the codecs of a local file', () => {
  it('fails at once while the clips folder does not answer', async () => {
    let answer = () => {};
    const silence = new Promise<void>((resolve) => (answer = resolve));
    const hanging = [1, 2, 3].map(() => onClipsFolder(() => silence, { limitMs: 1 }));
    for (const { status } of await Promise.allSettled(hanging)) expect(status).toBe('rejected');
    await expect(codecsOfLocalFile('/dev/null')).rejects.toThrow(ClipsFolderSilentError);
    answer();
    await setImmediate();
    expect(await codecsOfLocalFile('/dev/null')).toBeNull();
  });
});
