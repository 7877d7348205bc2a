import type { BlockingReader } from '../../formats/byte-reader.js';
import type { SourceFile } from './source-file.js';

const PAGES = 8;
/** One for the pictures and one for the sound of the next clip. */
const MAX_IDLE = 2;

interface Page {
  start: number;
  bytes: Buffer;
}

/**
 * Reads a track from the beginning to the end into memory that is used again and again: what was read is valid until
 * seven more pages are read. New memory costs a page fault for each page of it, which takes longer than reading what
 * is cached. A read call takes as long as reading some ten kilobytes, so small packets are read together.
 */
export class RecentPages implements BlockingReader {
  /** What no clip needs at the moment, the latest last. */
  private static readonly idle: Buffer[] = [];

  readonly size: number;
  private readonly memory: Buffer;
  private readonly pages: (Page | undefined)[] = [];
  private next = 0;

  /**
   * @param shown the file as it is read, which reads `file`
   * @param other what another track has read, of which small packets are copied
   */
  constructor(
    private readonly file: SourceFile,
    private readonly shown: BlockingReader,
    private readonly pageBytes: number,
    private readonly other: RecentPages | null = null,
  ) {
    this.size = shown.size;
    const { idle } = RecentPages;
    const length = PAGES * pageBytes;
    const known = idle.find((memory) => memory.length === length);
    if (known) idle.splice(idle.indexOf(known), 1);
    this.memory = known ?? Buffer.allocUnsafeSlow(length);
  }

  bytes(start: number, length: number): Buffer {
    const known = this.known(start, length);
    if (known) return known;
    const others = this.other?.known(start, length);
    if (others) return Buffer.from(others);
    return this.read(start, length).bytes.subarray(0, length);
  }

  /** Afterwards nothing that was read is valid. */
  close(): void {
    const { idle } = RecentPages;
    idle.push(this.memory);
    if (idle.length > MAX_IDLE) idle.shift();
  }

  private known(start: number, length: number): Buffer | null {
    const page = this.pages.find(
      (each) => each && start >= each.start && start + length <= each.start + each.bytes.length,
    );
    return page?.bytes.subarray(start - page.start, start - page.start + length) ?? null;
  }

  private read(start: number, length: number): Page {
    const { file, shown, next, pageBytes } = this;
    if (length > pageBytes) return { start, bytes: shown.bytes(start, length) };
    const slot = this.memory.subarray(next * pageBytes, (next + 1) * pageBytes);
    const wanted = Math.max(length, Math.min(pageBytes, shown.size - start));
    this.pages[next] = undefined;
    const page = { start, bytes: file.into(slot, () => shown.bytes(start, wanted)) };
    this.pages[next] = page;
    this.next = (next + 1) % PAGES;
    return page;
  }
}
