import type { FileSegment } from './demuxer.js';
import { ordinary } from './unusual.js';

/** A packet of a track, as the file has it. */
export interface TimedPacket {
  /** When it is shown or heard. */
  readonly seconds: number;
  readonly isKey: boolean;
}

/** Sound and picture may be apart by this much, and frames out of order. */
const MARGIN_SECONDS = 10;
/** So many packets show when the file begins, and how its end is ordered. */
const EDGE_PACKETS = 64;
/** Some frames that are marked as keyframes may be none, so that one further back is needed. */
const KEYFRAMES_BEFORE = 12;
/** Hours of video; more is not worth it. */
const MAX_PACKETS = 500_000;

/**
 * Of a file without an index, whose packets are found one after the other: those of the pictures and the sound that
 * are needed to cut a segment, in the order of the file.
 */
export class PacketsAround<P extends TimedPacket, S extends TimedPacket = P> {
  private readonly first: P[] = [];
  /** Each begins with a keyframe, but for the first. */
  private groups: P[][] = [[]];
  private heard: S[] = [];
  /** The window, once enough pictures have shown where it is. */
  private known: { from: number; to: number } | null = null;
  private after = 0;
  private count = 0;

  constructor(private readonly segment: FileSegment) {}

  addPicture(packet: P): void {
    this.keep();
    if (this.first.length < EDGE_PACKETS) {
      this.first.push(packet);
      return;
    }
    const { from, to } = (this.known ??= this.window);
    if (packet.isKey && packet.seconds <= from - MARGIN_SECONDS) {
      this.groups.push([]);
      if (this.groups.length > KEYFRAMES_BEFORE) this.count -= this.groups.shift()!.length;
    }
    this.groups.at(-1)!.push(packet);
    if (packet.seconds > to + MARGIN_SECONDS) this.after++;
  }

  addSound(packet: S): void {
    const isEarly = this.known !== null && packet.seconds < this.known.from - MARGIN_SECONDS;
    if (isEarly && this.heard.length > 0) return;
    this.keep();
    this.heard.push(packet);
  }

  /** Whether nothing that follows is needed. */
  get isComplete(): boolean {
    return this.after >= EDGE_PACKETS;
  }

  get pictures(): P[] {
    return [...this.first, ...this.groups.flat()];
  }

  get sounds(): readonly S[] {
    return this.heard;
  }

  /** The segment on the file's clock, in seconds. */
  get window(): { from: number; to: number } {
    const start = this.first.reduce((least, { seconds }) => Math.min(least, seconds), Infinity);
    return { from: start + this.segment.fromSeconds, to: start + this.segment.toSeconds };
  }

  private keep(): void {
    ordinary(++this.count <= MAX_PACKETS);
  }
}
