import { inputOf, type InputOptions, type Output, readOutputs } from './outputs.js';

/** Bits of a frame's number. Each is a block in the strip at the top of the picture, the lowest at the left. */
const BITS = 16;
/** Height of the strip, as a share of the picture's height. */
const STRIP = 0.25;
/** A block is white above the first value and black below the second. In between, the picture is damaged. */
const WHITE = 170;
const BLACK = 85;

/** Where the blocks of a number are: what to cut out of the picture, as an argument of FFmpeg's crop filter. */
export interface NumberStrip {
  bits: number;
  crop: string;
}

const OWN_STRIP: NumberStrip = { bits: BITS, crop: `iw:ih*${STRIP}*0.8:0:0` };

export interface NumberedFrame {
  /** The number in the picture, or null if it cannot be read. */
  number: number | null;
  /** Presentation time in the container, in seconds. */
  pts: number;
}

/** A moving picture with its number at the top, as a source for `-f lavfi`. */
export function pictureSource(options: {
  seconds: number;
  fps: number;
  size: string;
  startNumber: number;
}): string {
  const { seconds, fps, size, startNumber } = options;
  const [width, height] = size.split('x').map(Number) as [number, number];
  const strip = Math.ceil((height * STRIP) / 2) * 2;
  const bit = `255*mod(floor((N+${startNumber})/pow(2,X)),2)`;
  return (
    `testsrc2=s=${size}:r=${fps}:d=${seconds}[picture];` +
    `color=s=${BITS}x2:r=${fps}:d=${seconds},format=gray,geq=lum='${bit}',` +
    `scale=${width}:${strip}:flags=neighbor[number];[picture][number]overlay`
  );
}

/**
 * Decodes every frame of a file and reads the numbers, in the order of presentation. Throws if a frame does not
 * decode without errors, unless `tolerant` is true.
 */
export async function readFrameNumbers(
  file: string,
  options: Omit<InputOptions, 'asShown'> = {},
): Promise<NumberedFrame[]> {
  const [frames] = await readOutputs(inputOf(file, options), frameNumbers());
  return frames;
}

/**
 * The numbers of the frames, in the order of presentation.
 *
 * @param upright filters that turn the picture so that the numbers are along the top
 */
export function frameNumbers({
  strip: { bits, crop } = OWN_STRIP,
  upright = [],
}: { strip?: NumberStrip; upright?: readonly string[] } = {}): Output<NumberedFrame[]> {
  const filters = [
    ...[...upright, 'showinfo=checksum=0', `crop=${crop}`],
    ...[`scale=${bits}:1:flags=area`, 'format=gray'],
  ];
  return {
    args: [
      ...['-map', '0:v:0', '-vf', filters.join()],
      ...['-fps_mode', 'passthrough', '-f', 'rawvideo'],
    ],
    read(out, log) {
      const times = [...log.matchAll(/pts_time:\s*(-?[\d.]+)/g)].map((match) => Number(match[1]));
      if (times.length * bits !== out.length) {
        throw new Error(`${times.length} times for ${out.length / bits} frames`);
      }
      return times.map((pts, i) => ({
        pts,
        number: numberIn(out.subarray(i * bits, (i + 1) * bits)),
      }));
    },
  };
}

/** The numbers of a file's first and last frame, and how many frames it has. */
export async function firstAndLast(
  file: string,
): Promise<{ first: number | null; last: number | null; count: number }> {
  const frames = await readFrameNumbers(file);
  return {
    first: frames.at(0)?.number ?? null,
    last: frames.at(-1)?.number ?? null,
    count: frames.length,
  };
}

function numberIn(blocks: Buffer): number | null {
  if (blocks.some((value) => value > BLACK && value < WHITE)) return null;
  return blocks.reduce((sum, value, bit) => sum + (value >= WHITE ? 2 ** bit : 0), 0);
}
