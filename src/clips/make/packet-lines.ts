/** What FFmpeg reports of a packet, in ticks. NaN: it does not know. */
export interface ReportedPacket {
  readonly dts: number;
  readonly pts: number;
  readonly duration: number;
  readonly bytes: number;
  /** Adler-32 of the content, which begins with 0. */
  readonly sum: number;
}

/**
 * Reads the output of FFmpeg's `framecrc` muxer while it arrives: headers, and then a line for each packet,
 * `stream, dts, pts, duration, size, sum, …`.
 */
export abstract class PacketLines {
  private rest = '';

  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.line(line);
  }

  protected abstract packet(packet: ReportedPacket): void;

  protected abstract header(key: string, value: string): void;

  private line(line: string): void {
    if (line.startsWith('#')) {
      const [, key, value] = /^#(\w+) \d+: (.*)$/.exec(line) ?? [];
      if (key !== undefined && value !== undefined) this.header(key, value);
      return;
    }
    const [, dts = NaN, pts = NaN, duration = NaN, bytes = NaN, sum = NaN] = line
      .split(',')
      .map(Number);
    this.packet({ dts, pts, duration, bytes, sum });
  }
}

/** Of a fraction such as `1/90000`. */
export function quotientOf(fraction: string): number {
  const [numerator = NaN, denominator = NaN] = fraction.split('/').map(Number);
  return numerator / denominator;
}
