import { MAX_PIXELS } from '../../../ffmpeg/local-input.js';
import { swapsSides, TURNS } from './orientation.js';
import type { PictureFrame } from './picture-frame.js';
import type { StillList } from './still-lists.js';
import type { Size } from './still-size.js';

export interface StillPictures {
  readonly lists: readonly StillList[];
  /** Whole frames per second. */
  readonly fps: number;
  readonly frame: PictureFrame;
  readonly output: string;
}

/** Decodes the first valid still of a list; its progress shows whether there is one. */
export function checkArguments(list: StillList): string[] {
  return [...tolerant, ...stillInput(list), '-frames:v', '1', '-f', 'null', '-'];
}

/**
 * The specification's encoder settings. Without B-frames FFmpeg needs no edit list, which Firefox would
 * ignore. The full range of JPEG becomes the limited range that players expect of video. The matrix of
 * JPEG (BT.601) stays and is signalled, so that no colour changes.
 */
export function mp4Arguments(pictures: StillPictures): string[] {
  const { box, size } = pictures.frame;
  const even = { width: box.width + (box.width % 2), height: box.height + (box.height % 2) };
  const isOdd = even.width !== size.width || even.height !== size.height;
  const picture = (list: StillList) =>
    [
      ...shape(list, box, even, { colours: 'out_color_matrix=bt601:out_range=tv,format=yuv420p' }),
      ...(isOdd ? [`crop=${size.width}:${size.height}:0:0`] : []),
      'setsar=1',
    ].join(',');
  return [
    ...tolerant,
    ...pictures.lists.flatMap(stillInput),
    ...['-filter_complex', `${inOrder(pictures.lists, 0, picture)},${evenly(pictures.fps)}[clip]`],
    ...['-map', '[clip]', '-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-bf', '0'],
    ...['-colorspace', 'smpte170m', '-color_primaries', 'bt709', '-color_trc', 'bt709'],
    ...['-color_range', 'tv', '-map_metadata', '-1', '-movflags', '+faststart'],
    ...['-use_editlist', '0', '-f', 'mp4', '-y', `file:${pictures.output}`],
  ];
}

/**
 * One run, in which the palette is made from a sample of the stills. With one input for palette and
 * pictures, FFmpeg would hold every picture in memory until the palette is made.
 */
export function gifArguments(pictures: StillPictures, sample: readonly StillList[]): string[] {
  const { lists, fps, frame } = pictures;
  const picture = (list: StillList) =>
    [...shape(list, frame.box, frame.size, { flags: 'flags=lanczos' }), 'setsar=1'].join(',');
  const graph = [
    `${inOrder(sample, 0, picture)},palettegen[palette]`,
    `${inOrder(lists, sample.length, picture)},${evenly(fps)}[pictures]`,
    '[pictures][palette]paletteuse[clip]',
  ];
  return [
    ...tolerant,
    ...[...sample, ...lists].flatMap(stillInput),
    ...['-filter_complex', graph.join(';'), '-map', '[clip]', '-map_metadata', '-1', '-loop', '0'],
    // In hundredths of a second. Without it the muxer would guess how long a single picture lasts.
    ...['-final_delay', String(Math.round(100 / fps))],
    ...['-f', 'gif', '-y', `file:${pictures.output}`],
  ];
}

/** However many stills are damaged, the others are shown. */
const tolerant = ['-max_error_rate', '1'];

/**
 * One concat input. It opens local pictures and nothing else, whatever their bytes say. Where the size
 * changes from still to still, the scaler adapts: a new filter graph would count from 0 again. The
 * orientation in Exif data is followed by the filters, as versions of FFmpeg differ.
 */
function stillInput({ script }: StillList): string[] {
  return [
    ...['-protocol_whitelist', 'file', '-format_whitelist', 'concat,image2'],
    ...['-threads', '2', '-err_detect', 'explode', '-max_pixels', String(MAX_PIXELS)],
    ...['-reinit_filter', '0', '-noautorotate'],
    ...['-f', 'concat', '-safe', '0', '-i', `file:${script}`],
  ];
}

/** Gives the stills of all lists the same shape and puts them in the order of their slots. */
function inOrder(
  lists: readonly StillList[],
  firstInput: number,
  picture: (list: StillList) => string,
): string {
  const chains = lists.map(
    // The script names its last file twice.
    (list, i) =>
      `[${firstInput + i}:v]setpts=PTS+${list.firstSlot},trim=end_pts=${list.lastSlot + 1},${picture(list)}`,
  );
  if (chains.length === 1) return chains.join();
  const labels = chains.map((_, i) => `[kind${firstInput + i}]`);
  return (
    chains.map((chain, i) => `${chain}${labels[i]};`).join('') +
    `${labels.join('')}interleave=nb_inputs=${chains.length}`
  );
}

/** Closes the gaps that stills leave which did not decode. */
function evenly(fps: number): string {
  return `settb=1/${fps},setpts=N,fps=${fps}`;
}

/** Options of the scaler. */
interface Scaling {
  readonly flags?: string;
  /** With the format that follows. */
  readonly colours?: string;
}

/**
 * Fits the stills of a list into a box, with bars up to a size, upright and over black. Only the scaler and the
 * padding adapt to another size from still to still, so everything else comes after them.
 */
function shape(
  { orientation, mayBeTransparent }: StillList,
  box: Size,
  size: Size,
  { flags, colours }: Scaling,
): string[] {
  const turned = ({ width, height }: Size) =>
    swapsSides(orientation) ? { width: height, height: width } : { width, height };
  const scaled = [fit(turned(box)), ...(flags ? [flags] : [])];
  const coloured = colours ? [colours] : [];
  const padded = mayBeTransparent
    ? [
        ...[scaled.join(':'), 'format=gbrap', bars(turned(size)), ...OVER_BLACK],
        ...coloured.map((options) => `scale=${options}`),
      ]
    : [[...scaled, ...coloured].join(':'), bars(turned(size))];
  return [...padded, ...TURNS[orientation]];
}

/** Multiplied by its opacity, a colour is as it looks over black. */
const OVER_BLACK = ['premultiply=inplace=1', 'format=gbrp'];

/**
 * Scales to the largest size that fits into the box; a still that has it already is not resampled. Half a
 * pixel is added because the sides of the box were rounded.
 */
function fit({ width, height }: Size): string {
  const scale = `min(${width + 0.5}/iw\\,${height + 0.5}/ih)`;
  const side = (own: string, most: number) => `min(${most}\\,max(1\\,round(${own}*${scale})))`;
  return `scale=w=${side('iw', width)}:h=${side('ih', height)}:eval=frame`;
}

function bars({ width, height }: Size): string {
  return `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:eval=frame`;
}
