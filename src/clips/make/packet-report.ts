/**
 * Sums up the output of FFmpeg's `framecrc` muxer for one stream while it arrives: headers, and then a
 * line for each packet, `stream, dts, pts, duration, …`.
 */
export class PacketReport {
  streams = 0;
  /** One packet each. */
  frames = 0;
  /** As coded, in pixels; 0 where there are no pictures. */
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

  /** When the first packet is shown. */
  get startsAtSeconds(): number {
    return this.first * this.tick;
  }

  /** From the start of the first packet shown to the end of the last. */
  get durationSeconds(): number {
    return (this.end - this.first) * this.tick;
  }

  private line(line: string): void {
    if (line.startsWith('#')) return this.header(line);
    const [, , pts = NaN, duration = NaN] = line.split(',').map(Number);
    this.frames++;
    this.first = Math.min(this.first, pts);
    this.end = Math.max(this.end, pts + duration);
  }

  private header(line: string): void {
    const [, key, value = ''] = /^#(\w+) \d+: (.*)$/.exec(line) ?? [];
    if (key === 'dimensions') [this.width = 0, this.height = 0] = value.split('x').map(Number);
    if (key !== 'tb') return;
    this.streams++;
    this.tick = quotient(value);
  }
}

function quotient(fraction: string): number {
  const [numerator = NaN, denominator = NaN] = fraction.split('/').map(Number);
  return numerator / denominator;
}
