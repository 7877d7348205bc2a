import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeClipStorage } from '../../../../test/media/storage/clip-storage.contract.js';
import { MemoryClipStorage } from './memory-clip-storage.js';

describeClipStorage('MemoryClipStorage', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'event-clips-storage-'));
  return {
    storage: new MemoryClipStorage(),
    localPath: () => join(folder, randomUUID()),
    dispose: () => rm(folder, { recursive: true }),
  };
});

describe('MemoryClipStorage', () => {
  it('sends its files itself only where it was given no address', async () => {
    expect(await new MemoryClipStorage().handOver('7_clip.mp4')).toBeNull();
    expect(await new MemoryClipStorage('https://clips.example').handOver('7_clip.mp4')).toEqual({
      status: 302,
      headers: { Location: 'https://clips.example/7_clip.mp4' },
    });
  });
});
