import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecentPages } from './recent-pages.js';
import { SourceFile } from './source-file.js';

const PAGE = 16;
const content = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
let folder: string;
let file: SourceFile;
let reads: [start: number, length: number][];
const shown = {
  size: content.length,
  bytes(start: number, length: number) {
    reads.push([start, length]);
    return file.bytes(start, length);
  },
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  writeFileSync(join(folder, 'file'), content);
  file = SourceFile.open(join(folder, 'file'));
});
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true });
});

function pages(other?: RecentPages): RecentPages {
  reads = [];
  return new RecentPages(file, shown, PAGE, other);
}
const part = (start: number, length: number) => content.subarray(start, start + length);

describe('Recent pages', () => {
  it('read what follows together, and the end of the file', () => {
    const each = pages();
    expect([each.bytes(3, 4), each.bytes(7, 12), each.bytes(4, 1)]).toEqual([
      part(3, 4),
      part(7, 12),
      part(4, 1),
    ]);
    expect(each.bytes(250, 6)).toEqual(part(250, 6));
    expect(reads).toEqual([[3, 16], [250, 6]]); // prettier-ignore
  });

  it('keep what was read while seven more pages are', () => {
    const each = pages();
    const first = each.bytes(0, 16);
    for (let i = 1; i <= 7; i++) expect(each.bytes(i * PAGE, PAGE)).toEqual(part(i * PAGE, PAGE));
    expect(first).toEqual(part(0, 16));
    each.bytes(8 * PAGE, PAGE);
    expect(first).toEqual(part(8 * PAGE, PAGE));
    // It is not known any more, so it is read again.
    expect(each.bytes(0, 16)).toEqual(part(0, 16));
  });

  it('read what is larger than a page into memory of its own', () => {
    const each = pages();
    const large = each.bytes(0, 17);
    for (let i = 0; i < 9; i++) each.bytes(i * PAGE, PAGE);
    expect(large).toEqual(part(0, 17));
  });

  it('copy what another track has read', () => {
    const other = pages();
    other.bytes(0, 16);
    const each = pages(other);
    const copied = each.bytes(2, 3);
    expect([copied, reads]).toEqual([part(2, 3), []]);
    for (let i = 1; i <= 8; i++) other.bytes(i * PAGE, PAGE);
    expect(copied).toEqual(part(2, 3));
  });

  it('use the memory of those that were closed', () => {
    const before = pages();
    const { buffer } = before.bytes(0, 16);
    before.close();
    expect(pages().bytes(0, 16).buffer).toBe(buffer);
  });

  it('keep the memory of the last two that were closed, and no more', () => {
    const opened = [pages(), pages(), pages()];
    const memories = opened.map((each) => each.bytes(0, 16).buffer);
    for (const each of opened) each.close();
    const used = [pages(), pages(), pages()].map((each) => each.bytes(0, 16).buffer);
    expect(used.map((memory) => memories.indexOf(memory))).toEqual([1, 2, -1]);
  });
});
