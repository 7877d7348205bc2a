import { PacketLines, quotientOf, type ReportedPacket } from './packet-lines.js';

/** Sums up the packets of one stream as FFmpeg reports them. */
export class PacketReport extends PacketLines {
  streams = 0;
  /** One packet each. */
  frames = 0;
  /** As coded, in pixels; 0 where there are no pictures. */
  width = 0;
  height = 0;
  private first = Infinity;
  private end = -Infinity;
  private tick = NaN;

  /** When the first packet is shown. */
  get startsAtSeconds(): number {
    return this.first * this.tick;
  }

  /** From the start of the first packet shown to the end of the last. */
  get durationSeconds(): number {
    return (this.end - this.first) * this.tick;
  }

  protected packet({ pts, duration }: ReportedPacket): void {
    this.frames++;
    this.first = Math.min(this.first, pts);
    this.end = Math.max(this.end, pts + duration);
  }

  protected override header(key: string, value: string): void {
    if (key === 'dimensions') [this.width = 0, this.height = 0] = value.split('x').map(Number);
    if (key !== 'tb') return;
    this.streams++;
    this.tick = quotientOf(value);
  }
}
