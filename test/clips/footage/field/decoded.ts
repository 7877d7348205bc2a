import { runFfmpeg } from '../../../support/footage/run-ffmpeg.js';

/** A picture as FFmpeg decodes it. */
export interface DecodedPicture {
  /** In seconds. */
  readonly pts: number;
  /** Of all its samples. */
  readonly md5: string;
  /** The picture in grey, made small. */
  readonly small: Buffer;
}

const WIDTH = 64;
const HEIGHT = 36;
/** Louder samples are no silence; the loudest is 32,768. */
const QUIET = 100;

/** All pictures of a file that decode, in the order they are shown. */
export async function decodedPictures(
  file: string,
  options: { ignoreEditList?: boolean } = {},
): Promise<DecodedPicture[]> {
  const input = [
    ...(options.ignoreEditList ? ['-ignore_editlist', '1'] : []),
    ...['-copyts', '-noautorotate', '-i', file, '-map', '0:v:0', '-fps_mode', 'passthrough'],
  ];
  const [hashes, small] = await Promise.all([
    runFfmpeg([...input, '-enc_time_base', '-1', '-f', 'framemd5', '-']),
    runFfmpeg([
      ...input,
      ...['-vf', `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`, '-f', 'rawvideo', '-'],
    ]),
  ]);
  const text = hashes.out.toString();
  const tick = tickOf(text);
  const lines = packetLines(text);
  const bytes = WIDTH * HEIGHT;
  if (lines.length * bytes !== small.out.length) {
    throw new Error(`${lines.length} hashes for ${small.out.length / bytes} pictures`);
  }
  return lines.map(([, , ticks, , , md5], index) => ({
    pts: Number(ticks) * tick,
    md5: md5!,
    small: small.out.subarray(index * bytes, (index + 1) * bytes),
  }));
}

/** Peak signal-to-noise ratio of two small pictures, in dB. */
export function likenessDb(a: DecodedPicture, b: DecodedPicture): number {
  const squares = a.small.reduce((sum, value, i) => sum + (value - b.small[i]!) ** 2, 0);
  return squares === 0 ? Infinity : 10 * Math.log10((255 ** 2 * a.small.length) / squares);
}

export interface PacketTime {
  /** In seconds. */
  readonly dts: number;
  readonly pts: number;
  readonly isKey: boolean;
}

/** The times of the video's packets in the order of the file, without edit lists. */
export async function packetTimes(file: string): Promise<PacketTime[]> {
  const { out } = await runFfmpeg([
    ...(file.endsWith('.mp4') ? ['-ignore_editlist', '1'] : []),
    ...['-copyts', '-i', file, '-map', '0:v:0', '-c', 'copy', '-copyinkf', '-f', 'framecrc', '-'],
  ]);
  const text = out.toString();
  const tick = tickOf(text);
  return packetLines(text).map(([, dts, pts, , , , flags]) => ({
    dts: Number(dts) * tick,
    pts: Number(pts) * tick,
    isKey: flags === undefined || flags.startsWith('S'),
  }));
}

/** In seconds. */
function tickOf(report: string): number {
  const [, numerator = NaN, denominator = NaN] = /#tb 0: (\d+)\/(\d+)/.exec(report)!.map(Number);
  return numerator / denominator;
}

function packetLines(report: string): string[][] {
  return report
    .split('\n')
    .filter((line) => line.startsWith('0,'))
    .map((line) => line.split(',').map((field) => field.trim()));
}

/** How long a file's sound lasts, and its longest part that is silent, in seconds. */
export async function heard(file: string): Promise<{ seconds: number; longestSilence: number }> {
  const rate = 8000;
  const { out } = await runFfmpeg([
    ...['-i', file, '-map', '0:a:0', '-ac', '1', '-ar', String(rate), '-f', 's16le', '-'],
  ]);
  const samples = new Int16Array(out.buffer, out.byteOffset, out.length >> 1);
  let [silent, longest] = [0, 0];
  for (const sample of samples) {
    silent = Math.abs(sample) > QUIET ? 0 : silent + 1;
    longest = Math.max(longest, silent);
  }
  return { seconds: samples.length / rate, longestSilence: longest / rate };
}
