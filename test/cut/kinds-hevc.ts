import type { FootageOptions } from '../support/footage.js';

const HEVC = { codec: 'libx265', openGop: false, bFrames: 0 } as const;
/** Other tools than those of heads, which could otherwise be decoded with the parameter sets of the recording, too. */
const TOOLS = 'ctu=64:min-cu-size=8:sao=1:rect=1:amp=1';
const TEN_BITS = ['-pix_fmt', 'yuv420p10le'];
const OPEN = { ...HEVC, openGop: true, bFrames: 2 } as const;

/** Footage of HEVC that is cut exactly. */
export const HEVC_EXACT: [string, FootageOptions][] = [
  ['closed groups without B-frames', { ...HEVC, x265Params: TOOLS }],
  ['B-frames', { ...HEVC, bFrames: 2 }],
  ['open groups (CRA with leading pictures)', { ...OPEN, x265Params: TOOLS }],
  ['open groups without leading pictures', { ...HEVC, openGop: true }],
  ['IDR pictures with RADL pictures', { ...HEVC, bFrames: 2, x265Params: 'radl=2' }],
  ['Main 10', { ...HEVC, extra: TEN_BITS }],
  ['Main 10 with open groups', { ...OPEN, extra: TEN_BITS }],
  ['temporal layers', { ...OPEN, x265Params: 'temporal-layers=1' }],
  ['several slices', { ...HEVC, size: '640x360', x265Params: 'slices=3' }],
  ['several slices and open groups', { ...OPEN, size: '640x360', x265Params: 'slices=3' }],
  ['wavefronts with entry points', { ...OPEN, size: '640x360', x265Params: 'wpp=1:ctu=16' }],
  ['a size that is cropped', { ...HEVC, size: '642x358' }],
  ['a size that is cropped, with open groups', { ...OPEN, size: '642x358' }],
  ['60 frames per second', { ...HEVC, fps: 60, seconds: 8 }],
  ['29.97 frames per second', { ...OPEN, fps: 30000 / 1001, seconds: 8 }],
  ['variable frame rate', { ...OPEN, vfr: true }],
  ['4K', { ...OPEN, size: '3840x2160', fps: 6, gopSeconds: 1, seconds: 4 }],
  ['full range', { ...HEVC, extra: ['-pix_fmt', 'yuvj420p'] }],
  ['BT.601', { ...HEVC, extra: ['-colorspace', '5', '-color_primaries', '6', '-color_trc', '6'] }],
  ['10 s GOP', { ...HEVC, gopSeconds: 10, seconds: 24 }],
  ['parameter sets in the stream', { ...OPEN, x265Params: 'repeat-headers=1' }],
  ['messages about buffering', { ...OPEN, x265Params: 'hrd=1:vbv-maxrate=900:vbv-bufsize=900' }],
  ['hev1', { ...HEVC, extra: ['-tag:v', 'hev1'] }],
  ['hev1 with sets in the stream', { ...OPEN, x265Params: 'repeat-headers=1', extra: ['-tag:v', 'hev1'] }], // prettier-ignore
  ['MOV', { ...OPEN, container: 'mov' }],
  ['Matroska', { ...HEVC, container: 'mkv' }],
  ['Matroska with open groups', { ...OPEN, container: 'mkv', x265Params: TOOLS }],
  ['MPEG-TS', { ...HEVC, container: 'ts' }],
  ['MPEG-TS with open groups', { ...OPEN, container: 'ts' }],
  ['MPEG-TS of Main 10', { ...OPEN, container: 'ts', extra: TEN_BITS }],
  ['MPEG-TS after its wraparound', { ...OPEN, container: 'ts', extra: ['-output_ts_offset', '95450'] }], // prettier-ignore
  ['fragmented MP4', { ...HEVC, extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['fragmented MP4 with open groups', { ...OPEN, extra: ['-movflags', 'frag_every_frame+empty_moov'] }], // prettier-ignore
  ['late start', { ...HEVC, extra: ['-output_ts_offset', '5'] }],
];
