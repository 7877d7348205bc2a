import type { Output } from '../../../support/footage/outputs.js';

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

/** The hash of each picture that decodes, and when it is shown, in the order they are shown. */
export const pictureHashes: Output<Omit<DecodedPicture, 'small'>[]> = {
  args: [
    ...['-map', '0:v:0', '-fps_mode', 'passthrough'],
    ...['-enc_time_base', '-1', '-f', 'framemd5'],
  ],
  read(out) {
    const text = out.toString();
    const tick = tickOf(text);
    return packetLines(text).map(([, , ticks, , , md5]) => ({
      pts: Number(ticks) * tick,
      md5: md5!,
    }));
  },
};

/** The pictures in grey, made small. */
export const smallPictures: Output<Buffer[]> = {
  args: [
    ...['-map', '0:v:0', '-fps_mode', 'passthrough'],
    ...['-vf', `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray`, '-f', 'rawvideo'],
  ],
  read(out) {
    const bytes = WIDTH * HEIGHT;
    return Array.from({ length: out.length / bytes }, (_, i) =>
      out.subarray(i * bytes, (i + 1) * bytes),
    );
  },
};

/** Puts what was read of the same pictures together. */
export function decodedPictures(
  hashes: readonly Omit<DecodedPicture, 'small'>[],
  small: readonly Buffer[],
): DecodedPicture[] {
  if (hashes.length !== small.length) {
    throw new Error(`${hashes.length} hashes for ${small.length} pictures`);
  }
  return hashes.map((picture, index) => ({ ...picture, small: small[index]! }));
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

/** The times of the video's packets in the order of the file. */
export const packetTimes: Output<PacketTime[]> = {
  args: ['-map', '0:v:0', '-c', 'copy', '-copyinkf', '-f', 'framecrc'],
  read(out) {
    const text = out.toString();
    const tick = tickOf(text);
    return packetLines(text).map(([, dts, pts, , , , flags]) => ({
      dts: Number(dts) * tick,
      pts: Number(pts) * tick,
      isKey: flags === undefined || flags.startsWith('S'),
    }));
  },
};

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

const HEARD_RATE = 8000;

export interface Heard {
  /** How long the sound lasts, and its longest part that is silent. */
  readonly seconds: number;
  readonly longestSilence: number;
}

export const heardSound: Output<Heard> = {
  args: ['-map', '0:a:0', '-ac', '1', '-ar', String(HEARD_RATE), '-f', 's16le'],
  read(out) {
    const samples = new Int16Array(Uint8Array.from(out).buffer);
    let [silent, longest] = [0, 0];
    for (const sample of samples) {
      silent = Math.abs(sample) > QUIET ? 0 : silent + 1;
      longest = Math.max(longest, silent);
    }
    return { seconds: samples.length / HEARD_RATE, longestSilence: longest / HEARD_RATE };
  },
};
