import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { OpenClipFile } from './clip-storage.js';
import { HeldFiles } from './held-files.js';

const CLIP = '7_clip.mp4';

describe('HeldFiles', () => {
  /** The names of files that are open now, in the order of their opening. */
  let open: string[];
  let openings: number;
  let openFile: (name: string) => Promise<OpenClipFile | null>;
  let files: HeldFiles;

  beforeEach(() => {
    jest.useFakeTimers();
    open = [];
    openings = 0;
    openFile = (name) => {
      openings++;
      open.push(name);
      const close = () => Promise.resolve(void open.splice(open.indexOf(name), 1));
      return Promise.resolve({ name, close } as OpenClipFile);
    };
    files = new HeldFiles((name) => openFile(name));
  });
  afterEach(() => void jest.useRealTimers());

  const opened = async (name = CLIP) => (await files.open(name))!;
  const readOnce = async (name = CLIP) => (await opened(name)).close();

  it('opens a file once for readers at the same time and one after the other', async () => {
    await Promise.all([readOnce(), readOnce()]);
    await jest.advanceTimersByTimeAsync(899);
    await readOnce();
    expect([openings, open]).toEqual([1, [CLIP]]);
  });

  it('closes it within a second, and opens it again for the next reader', async () => {
    await readOnce();
    await jest.advanceTimersByTimeAsync(500);
    await readOnce();
    await jest.advanceTimersByTimeAsync(400);
    expect(open).toEqual([]);
    await readOnce();
    expect([openings, open]).toEqual([2, [CLIP]]);
  });

  it('closes a file that is read for longer after its last reader', async () => {
    const [first, second] = [await opened(), await opened()];
    await jest.advanceTimersByTimeAsync(1000);
    await first.close();
    expect(open).toEqual([CLIP]);
    await second.close();
    expect(open).toEqual([]);
  });

  it('closes a file at once when it is released', async () => {
    await readOnce();
    await readOnce('8_clip.mp4');
    await files.release(CLIP);
    expect(open).toEqual(['8_clip.mp4']);
    await files.release('9_clip.mp4');
  });

  it('gives no reader a file that was released while it was opened', async () => {
    const first = opened();
    await files.release(CLIP);
    const second = opened();
    await (await first).close();
    await (await second).close();
    expect([openings, open]).toEqual([2, [CLIP]]);
  });

  it('does not end the next file of that name with the old one', async () => {
    const old = await opened();
    await files.release(CLIP);
    await readOnce();
    await old.close();
    await jest.advanceTimersByTimeAsync(500);
    await readOnce();
    expect([openings, open]).toEqual([2, [CLIP]]);
  });

  it('holds 32 files at most, those that were opened last', async () => {
    const names = Array.from({ length: 100 }, (_, id) => `${id + 1}_clip.mp4`);
    for (const name of names) await readOnce(name);
    await jest.advanceTimersByTimeAsync(0);
    expect(open).toEqual(names.slice(-32));
    await jest.advanceTimersByTimeAsync(900);
    expect(open).toEqual([]);
  });

  it('remembers no file that is missing or cannot be opened', async () => {
    openFile = () => Promise.resolve(null);
    expect(await files.open(CLIP)).toBeNull();
    openFile = () => Promise.reject(new Error('EIO'));
    await expect(Promise.all([files.open(CLIP), files.open(CLIP)])).rejects.toThrow('EIO');
    openFile = () => Promise.resolve({ name: 'there', close: () => Promise.resolve() } as never);
    expect(await files.open(CLIP)).toMatchObject({ name: 'there' });
    expect(jest.getTimerCount()).toBe(1);
  });

  it('ignores that a file cannot be closed', async () => {
    const close = () => Promise.reject(new Error('EIO'));
    openFile = () => Promise.resolve({ name: CLIP, close } as never);
    await readOnce();
    await files.release(CLIP);
  });
});
