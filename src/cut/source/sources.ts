import { openSource, type OpenSource } from './open-source.js';
import { VideoStream } from './video-stream.js';
import type { FileSegment } from '../../formats/demuxer.js';

/** The index of about an hour, which is read in some milliseconds. */
const MIN_INDEX_BYTES = 1024 * 1024;

/** The files of one task, each opened once, until all are closed together. */
export class Sources {
  private readonly opened = new Map<string, OpenSource>();
  private readonly needed = new Map<string, FileSegment>();

  constructor(private readonly minIndexBytes = MIN_INDEX_BYTES) {}

  /** Says what will be read, before the files are opened. */
  expect(segments: readonly (FileSegment & { path: string })[]): void {
    for (const { path, fromSeconds, toSeconds } of segments) {
      const known = this.needed.get(path);
      this.needed.set(path, {
        fromSeconds: Math.min(known?.fromSeconds ?? Infinity, fromSeconds),
        toSeconds: Math.max(known?.toSeconds ?? -Infinity, toSeconds),
      });
    }
  }

  async open(path: string): Promise<OpenSource> {
    const { minIndexBytes } = this;
    const segment = this.needed.get(path) ?? { fromSeconds: 0, toSeconds: Infinity };
    const source = this.opened.get(path) ?? (await openSource(path, { segment, minIndexBytes }));
    this.opened.set(path, source);
    return source;
  }

  async video(path: string): Promise<VideoStream> {
    return VideoStream.of(await this.open(path));
  }

  close(): void {
    for (const source of this.opened.values()) source.close();
    this.opened.clear();
    this.needed.clear();
  }
}
