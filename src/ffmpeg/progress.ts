export interface FfmpegProgress {
  /** Video frames written so far. */
  frames: number;
  /** How far the output reaches, in seconds. */
  outTimeSeconds: number;
}

/**
 * Reads what FFmpeg writes for `-progress`: blocks of `key=value` lines, each ended by a line
 * `progress=continue` or `progress=end`. Values are `N/A` until the first packet is written.
 */
export class ProgressParser {
  private rest = '';
  private block = new Map<string, string>();

  /** Takes text cut anywhere; gives the blocks that it completed. */
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

/** Encoder delay makes early times negative: nothing is written yet, so 0. */
function count(value: string | undefined): number {
  const number = Number(value);
  return Number.isFinite(number) ? Math.max(0, number) : 0;
}
