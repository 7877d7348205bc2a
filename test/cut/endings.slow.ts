import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cut } from '../../src/cut/smart-cut.js';
import type { CutSegment } from '../../src/cut/cut-types.js';
import { heldProcesses } from '../../src/cut/worker/ending-processes.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { footage } from '../support/footage.js';
import { workspace } from './workspace.js';

const { runner, folder } = workspace();
const output = join(folder, 'clip.mp4');
const pipe = join(folder, 'pipe');
const CLUSTER = Buffer.from('1f43b675', 'hex');
const CUES = Buffer.from('1c53bb6b', 'hex');

let film: string;
let bytes: Buffer;

beforeAll(async () => {
  film = await footage({ seconds: 6, container: 'mkv', extra: ['-cluster_time_limit', '2000'] });
  bytes = await readFile(film);
});
afterEach(() => Promise.all([output, pipe].map((path) => rm(path, { force: true }))));

/** A segment that needs no encoder, so that only the cutter works. */
async function segmentOf(path: string): Promise<CutSegment> {
  const facts = await new MediaProbe(runner).probe(film);
  const part = { fromSeconds: 4.5, toSeconds: 5.5, afterSeconds: null };
  return { path, facts, ...part, method: 'copy' };
}

describe('A cut of Matroska ends where', () => {
  it.each<[string, (changed: Buffer) => void]>([
    ['a cluster has a size that is not valid', (it) => (it[it.lastIndexOf(CLUSTER) + 4] = 0)],
    ['the first cluster has one', (it) => (it[it.indexOf(CLUSTER) + 4] = 0)],
    ['the index is overwritten', (it) => it.fill(0, it.lastIndexOf(CUES))],
  ])(
    '%s',
    async (_, change) => {
      const changed = Buffer.from(bytes);
      change(changed);
      const path = join(folder, 'changed.mkv');
      await writeFile(path, changed);
      await expect(cut([await segmentOf(path)], output, { runner })).rejects.toMatchObject({
        code: 'SMART_CUT_NOT_POSSIBLE',
        obstacle: 'reading',
      });
    },
    60_000,
  );

  it('nothing is changed, with a clip', async () => {
    expect((await cut([await segmentOf(film)], output, { runner })).frames).toBeGreaterThan(10);
  });
});

describe('A cut whose process waits in a system call', () => {
  it.each(['its time is over', 'it is cancelled'])(
    'ends when %s',
    async (why) => {
      execFileSync('mkfifo', [pipe]);
      const options =
        why === 'it is cancelled'
          ? { runner, signal: AbortSignal.timeout(4_000) }
          : { runner, timeoutMs: 4_000 };
      const began = performance.now();
      // The process opens the pipe, which waits for the other end.
      await expect(cut([await segmentOf(film)], pipe, options)).rejects.toMatchObject(
        why === 'it is cancelled' ? { name: 'TimeoutError' } : { code: 'TIMED_OUT' },
      );
      expect(performance.now() - began).toBeLessThan(20_000);
      expect(heldProcesses()).toBe(0);
      expect(await cut([await segmentOf(film)], output, { runner })).toMatchObject({ frames: 23 });
    },
    90_000,
  );
});
