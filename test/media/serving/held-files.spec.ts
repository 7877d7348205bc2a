import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdir, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMediaServer } from './media-server.js';
import { until } from './until.js';

const OLD = Buffer.alloc(100_000, 'old');
const NEW = Buffer.alloc(100_000, 'new!');
const CLIP = '7_clip.mp4';
const MOST = 32;

/** A file that is requested in parts stays open for a moment. */
describe('A clip of which ranges are requested', () => {
  let media: Awaited<ReturnType<typeof startMediaServer>>;
  let openings: unknown[][];

  beforeAll(async () => {
    media = await startMediaServer();
    // It keeps what was opened: the garbage collector would close what nothing refers to.
    openings = jest.spyOn(media.storage, 'open').mock.calls;
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await media.close();
  });
  beforeEach(async () => {
    await media.put(CLIP, OLD);
    await until(async () => (await openClips()).length === 0);
  });

  /** The clips that this process has open; one that is removed meanwhile is marked by the system. */
  async function openClips(): Promise<string[]> {
    const descriptors = await readdir('/proc/self/fd');
    const targets = await Promise.all(
      descriptors.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')),
    );
    return targets.filter((target) => target.startsWith(media.clips));
  }

  const path = (query = '') => `/api/media/clips/${CLIP}${query}`;
  async function bytes(query = '', range = 'bytes=10-19'): Promise<string> {
    const { status, body } = await media.ask(path(query), { range });
    return `${status} ${body.toString().slice(0, 10)}`;
  }
  const ofOld = `206 ${OLD.toString('latin1', 10, 20)}`;
  const ofNew = `206 ${NEW.toString('latin1', 10, 20)}`;
  const version = (content: Buffer) =>
    `?version=${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;

  /** As another node or an operator replaces it. */
  async function replaceElsewhere(content: Buffer): Promise<void> {
    await writeFile(join(media.clips, '.tmp/elsewhere'), content);
    await rename(join(media.clips, '.tmp/elsewhere'), join(media.clips, CLIP));
  }

  it('is opened once for many of them', async () => {
    const before = openings.length;
    const ranges = ['bytes=0-15', 'bytes=70000-80000', 'bytes=5-', 'bytes=-1'];
    for (const range of ranges) expect((await media.ask(path(), { range })).status).toBe(206);
    expect(await openClips()).toEqual([join(media.clips, CLIP)]);
    expect(openings.length - before).toBe(1);
  });

  it('is not left open by requests for the whole file', async () => {
    await media.ask(path());
    await until(async () => (await openClips()).length === 0, 0.5);
  });

  it('is closed at once when it is removed, so that its space is free', async () => {
    expect(await bytes()).toBe(ofOld);
    expect(await openClips()).toHaveLength(1);
    await media.storage.remove([CLIP]);
    expect(await openClips()).toEqual([]);
    expect((await media.ask(path(), { range: 'bytes=0-9' })).status).toBe(404);
  });

  it('is closed and opened again when it is replaced', async () => {
    expect(await bytes()).toBe(ofOld);
    await media.put(CLIP, NEW);
    expect(await openClips()).toEqual([]);
    expect(await bytes()).toBe(ofNew);
  });

  it('is found to be removed or replaced by others within a second', async () => {
    expect(await bytes()).toBe(ofOld);
    await rm(join(media.clips, CLIP));
    const removed = performance.now();
    await until(async () => (await openClips()).length === 0, 1);
    expect((await media.ask(path(), { range: 'bytes=0-9' })).status).toBe(404);
    expect(performance.now() - removed).toBeLessThan(1000);

    await replaceElsewhere(OLD);
    expect(await bytes()).toBe(ofOld);
    await replaceElsewhere(NEW);
    await until(async () => (await bytes()) === ofNew, 1);
  });

  it('is looked for where another node has just put the requested version', async () => {
    expect(await bytes(version(OLD))).toBe(ofOld);
    await replaceElsewhere(NEW);
    expect(await bytes(version(NEW))).toBe(ofNew);
    expect(await bytes('?version=0123456789abcdef')).toMatch(/^410 /);
  });

  it('is one of a bounded number that are open', async () => {
    const names = Array.from({ length: MOST + 20 }, (_, index) => `${index + 100}_clip.mp4`);
    for (const name of names) {
      await media.put(name, OLD);
      await media.ask(`/api/media/clips/${name}`, { range: 'bytes=0-9' });
      expect((await openClips()).length).toBeLessThanOrEqual(MOST + 1);
    }
    await until(async () => (await openClips()).length === 0);
  });
});
