import { openSource, type Need, type OpenSource } from './open-source.js';
import { checkSpan } from './check-span.js';
import { VideoStream } from './video-stream.js';
import type { CutSource, SourcePart } from '../cut-types.js';

/** The index of about an hour, which is read in some milliseconds. */
const MIN_INDEX_BYTES = 1024 * 1024;

const WHOLE = { segment: { fromSeconds: 0, toSeconds: Infinity }, facts: null };

/** The files of one task, each opened once, until all are closed together. */
export class Sources {
  private readonly opened = new Map<string, OpenSource>();
  private readonly needed = new Map<string, Omit<Need, 'minIndexBytes'>>();

  constructor(private readonly minIndexBytes = MIN_INDEX_BYTES) {}

  /** Says what will be read, before the files are opened. */
  expect(segments: readonly SourcePart[]): void {
    for (const { facts, fromSeconds, toSeconds, ...source } of segments) {
      const key = keyOf(source);
      const known = this.needed.get(key)?.segment;
      const segment = {
        fromSeconds: Math.min(known?.fromSeconds ?? Infinity, fromSeconds),
        toSeconds: Math.max(known?.toSeconds ?? -Infinity, toSeconds),
      };
      this.needed.set(key, { segment, facts });
    }
  }

  async open(source: CutSource): Promise<OpenSource> {
    const { minIndexBytes } = this;
    const key = keyOf(source);
    const need = this.needed.get(key) ?? WHOLE;
    const opened = this.opened.get(key) ?? (await openSource(source, { ...need, minIndexBytes }));
    this.opened.set(key, opened);
    return opened;
  }

  async video(source: CutSource): Promise<VideoStream> {
    const stream = await VideoStream.of(await this.open(source));
    await checkSpan(stream);
    return stream;
  }

  close(): void {
    for (const source of this.opened.values()) source.close();
    this.opened.clear();
    this.needed.clear();
  }
}

function keyOf({ path, piece }: CutSource): string {
  return piece ? `${piece.fromByte} ${path}` : path;
}
