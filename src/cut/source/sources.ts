import { openSource, type OpenSource } from './open-source.js';
import { VideoStream } from './video-stream.js';
import type { Span } from './window-index.js';

/** An index of that length is read in some milliseconds: that of about an hour. */
const MIN_INDEX_BYTES = 1024 * 1024;

/** The files of one task, each opened once, until all are closed together. */
export class Sources {
  private readonly opened = new Map<string, OpenSource>();
  private readonly spans = new Map<string, Span>();

  constructor(private readonly minIndexBytes = MIN_INDEX_BYTES) {}

  /** What will be asked for; told before the files are opened. */
  expect(stretches: readonly (Span & { path: string })[]): void {
    for (const { path, from, to } of stretches) {
      const known = this.spans.get(path);
      const span = known
        ? { from: Math.min(known.from, from), to: Math.max(known.to, to) }
        : { from, to };
      this.spans.set(path, span);
    }
  }

  async open(path: string): Promise<OpenSource> {
    const { minIndexBytes } = this;
    const span = this.spans.get(path) ?? { from: 0, to: Infinity };
    const source = this.opened.get(path) ?? (await openSource(path, { span, minIndexBytes }));
    this.opened.set(path, source);
    return source;
  }

  async video(path: string): Promise<VideoStream> {
    return VideoStream.of(await this.open(path));
  }

  close(): void {
    for (const source of this.opened.values()) source.close();
    this.opened.clear();
    this.spans.clear();
  }
}
