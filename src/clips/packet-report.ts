/** The stream whose packets are counted, and the one whose pictures are shown. */
const PACKETS = 0;
const PICTURES = 1;

/**
 * Reads what FFmpeg's `framecrc` muxer writes, as it comes: for stream 0 what its packets add up to, for
 * stream 1 the size of its pictures. Its lines, after some headers, are `stream, dts, pts, duration, …`.
 */
export class PacketReport {
  /** How many there are. */
  streams = 0;
  /** Packets. */
  frames = 0;
  /** Of a picture, in pixels; 0 where there is none. */
  width = 0;
  height = 0;
  private first = Infinity;
  private end = -Infinity;
  private tick = NaN;
  private rest = '';

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  /** When the first packet is shown, in seconds. */
  get startsAt(): number {
    return this.first * this.tick;
  }

  /** From the first packet shown to the end of the last. */
  get durationSeconds(): number {
    return (this.end - this.first) * this.tick;
  }

  private line(line: string): void {
    const [, key, stream, value = ''] = /^#(\w+) (\d+): (.*)$/.exec(line) ?? [];
    if (key === 'tb') this.streams++;
    if (key === 'tb' && Number(stream) === PACKETS) this.tick = quotient(value);
    if (key === 'dimensions' && Number(stream) === PICTURES) {
      [this.width = 0, this.height = 0] = value.split('x').map(Number);
    }
    if (line.startsWith('#')) return;
    const [index, , pts = NaN, duration = NaN] = line.split(',').map(Number);
    if (index !== PACKETS) return;
    this.frames++;
    this.first = Math.min(this.first, pts);
    this.end = Math.max(this.end, pts + duration);
  }
}

function quotient(fraction: string): number {
  const [numerator = NaN, denominator = NaN] = fraction.split('/').map(Number);
  return numerator / denominator;
}
