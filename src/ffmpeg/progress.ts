export interface FfmpegProgress {
  /** Video frames written so far. */
  frames: number;
  /** The duration of the output so far, in seconds. */
  outTimeSeconds: number;
}

/**
 * Reads the output of FFmpeg's `-progress`: blocks of `key=value` lines, each with a last line `progress=continue`
 * or `progress=end`. Values are `N/A` until the first packet is written.
 */
export class ProgressParser {
  private rest = '';
  private block = new Map<string, string>();

  /** Takes the next piece of text, and returns the blocks that it completes. */
  push(text: string): FfmpegProgress[] {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.readLine(line));
  }

  private readLine(line: string): FfmpegProgress[] {
    const [key = '', value = ''] = line.trim().split('=', 2);
    if (key !== 'progress') {
      this.block.set(key, value);
      return [];
    }
    const progress = {
      frames: count(this.block.get('frame')),
      outTimeSeconds: count(this.block.get('out_time_us')) / 1e6,
    };
    this.block = new Map();
    return [progress];
  }
}

/** Early times are negative because of the encoder's delay; then nothing is written yet. */
function count(value: string | undefined): number {
  const number = Number(value);
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}
