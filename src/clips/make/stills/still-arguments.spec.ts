import { describe, expect, it } from '@jest/globals';
import { checkArguments, gifArguments, mp4Arguments } from './still-arguments.js';
import type { StillList } from './still-lists.js';

const upright = { orientation: 1, mayBeTransparent: false } as const;
const jpg: StillList = {
  ...upright,
  script: '/w/all-jpg.txt',
  firstSlot: 0,
  lastSlot: 9,
};
const png: StillList = { ...upright, script: '/w/all-png.txt', firstSlot: 3, lastSlot: 5 };
const sample: StillList = { ...jpg, script: '/w/sample-jpg.txt', lastSlot: 8 };

const input = (script: string) => [
  ...['-protocol_whitelist', 'file', '-format_whitelist', 'concat,image2'],
  ...['-threads', '2', '-err_detect', 'explode', '-max_pixels', '67108864'],
  ...['-reinit_filter', '0', '-noautorotate', '-f', 'concat', '-safe', '0', '-i', `file:${script}`],
];
const encoder = [
  ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '23', '-bf', '0', '-colorspace', 'smpte170m'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
  ...['-map_metadata', '-1', '-movflags', '+faststart', '-use_editlist', '0'],
  ...['-f', 'mp4', '-y', 'file:/w/clip'],
];
const fit = (width: number, height: number) =>
  `scale=w=min(${width}\\,max(1\\,round(iw*min(${width}.5/iw\\,${height}.5/ih)))):` +
  `h=min(${height}\\,max(1\\,round(ih*min(${width}.5/iw\\,${height}.5/ih)))):eval=frame`;
const pad = (width: number, height: number) =>
  `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:eval=frame`;

describe('The arguments for stills', () => {
  const even = { box: { width: 64, height: 36 }, size: { width: 64, height: 36 } };
  const odd = { box: { width: 65, height: 37 }, size: { width: 64, height: 36 } };
  const yuv = 'out_color_matrix=bt601:out_range=tv,format=yuv420p';

  it('check a list', () => {
    expect(checkArguments(jpg)).toEqual([
      ...['-max_error_rate', '1', ...input('/w/all-jpg.txt')],
      ...['-frames:v', '1', '-f', 'null', '-'],
    ]);
  });

  it('make an MP4 of one format', () => {
    expect(mp4Arguments({ lists: [jpg], fps: 2, frame: even, output: '/w/clip' })).toEqual([
      ...['-max_error_rate', '1', ...input('/w/all-jpg.txt'), '-filter_complex'],
      `[0:v]setpts=PTS+0,trim=end_pts=10,${fit(64, 36)}:${yuv},${pad(64, 36)},setsar=1,` +
        'settb=1/2,setpts=N,fps=2[clip]',
      ...['-map', '[clip]', ...encoder],
    ]);
  });

  it('make an MP4 of several formats with odd sides', () => {
    const shape = `${fit(65, 37)}:${yuv},${pad(66, 38)},crop=64:36:0:0,setsar=1`;
    expect(mp4Arguments({ lists: [jpg, png], fps: 60, frame: odd, output: '/w/clip' })).toEqual([
      ...['-max_error_rate', '1', ...input('/w/all-jpg.txt')],
      ...[...input('/w/all-png.txt'), '-filter_complex'],
      `[0:v]setpts=PTS+0,trim=end_pts=10,${shape}[kind0];` +
        `[1:v]setpts=PTS+3,trim=end_pts=6,${shape}[kind1];` +
        '[kind0][kind1]interleave=nb_inputs=2,settb=1/60,setpts=N,fps=60[clip]',
      ...['-map', '[clip]', ...encoder],
    ]);
  });

  it('show a picture that a camera held sideways upright, and one that may be transparent over black', () => {
    const lists: StillList[] = [
      { ...jpg, orientation: 6 },
      { ...png, mayBeTransparent: true },
    ];
    const [filters] = mp4Arguments({ lists, fps: 2, frame: odd, output: '/w/clip' }).filter((arg) =>
      arg.startsWith('[0:v]'),
    );
    expect(filters).toContain(
      `trim=end_pts=10,${fit(37, 65)}:${yuv},${pad(38, 66)},transpose=clock,crop=64:36:0:0,setsar=1[kind0]`,
    );
    expect(filters).toContain(
      `trim=end_pts=6,${fit(65, 37)},format=gbrap,${pad(66, 38)},premultiply=inplace=1,format=gbrp,` +
        `scale=${yuv},crop=64:36:0:0,setsar=1[kind1]`,
    );
  });

  it('make a GIF with a palette', () => {
    const shape = `${fit(320, 107)}:flags=lanczos,${pad(320, 107)},setsar=1`;
    const size = { width: 320, height: 107 };
    const pictures = { lists: [jpg], fps: 3, frame: { box: size, size }, output: '/w/clip' };
    expect(gifArguments(pictures, [sample])).toEqual([
      ...['-max_error_rate', '1', ...input('/w/sample-jpg.txt')],
      ...[...input('/w/all-jpg.txt'), '-filter_complex'],
      `[0:v]setpts=PTS+0,trim=end_pts=9,${shape},palettegen[palette];` +
        `[1:v]setpts=PTS+0,trim=end_pts=10,${shape},settb=1/3,setpts=N,fps=3[pictures];` +
        '[pictures][palette]paletteuse[clip]',
      ...['-map', '[clip]', '-map_metadata', '-1', '-loop', '0', '-final_delay', '33'],
      ...['-f', 'gif', '-y', 'file:/w/clip'],
    ]);
  });
});
