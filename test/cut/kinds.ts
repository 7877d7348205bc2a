import type { FootageOptions } from '../support/footage.js';

/** Footage that is cut exactly. */
export const EXACT: [string, FootageOptions][] = [
  ['high profile', {}],
  ['baseline', { profile: 'baseline' }],
  ['main', { profile: 'main' }],
  ['several slices', { x264Params: 'slices=4' }],
  ['10 s GOP', { gopSeconds: 10, seconds: 24 }],
  ['full range', { extra: ['-pix_fmt', 'yuvj420p'] }],
  ['BT.601', { extra: ['-colorspace', '5', '-color_primaries', '6', '-color_trc', '6'] }],
  ['interlaced (MBAFF)', { x264Params: 'tff=1' }],
  ['parameter sets under id 1', { x264Params: 'sps-id=1' }],
  ['parameter sets under id 31', { x264Params: 'sps-id=31' }],
  ['B-frames', { bFrames: 2, x264Params: 'b-pyramid=none' }],
  ['a pyramid of B-frames', { bFrames: 2, x264Params: 'b-pyramid=normal' }],
  ['B-frames in MPEG-TS', { bFrames: 2, container: 'ts' }],
  ['B-frames in Matroska', { bFrames: 2, container: 'mkv' }],
  ['variable frame rate', { vfr: true }],
  ['variable frame rate with B-frames', { vfr: true, bFrames: 2 }],
  ['29.97 frames per second', { fps: 30000 / 1001 }],
  ['MOV', { container: 'mov' }],
  ['Matroska', { container: 'mkv' }],
  ['MPEG-TS', { container: 'ts' }],
  ['MPEG-TS after its wraparound', { container: 'ts', extra: ['-output_ts_offset', '95450'] }],
  ['MPEG-TS across its wraparound', { container: 'ts', extra: ['-output_ts_offset', '95436'] }],
  ['fragmented MP4', { extra: ['-movflags', 'frag_keyframe+empty_moov'] }],
  [
    'fragmented MP4 without durations',
    { extra: ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'] },
  ],
  [
    'fragmented MP4 with B-frames',
    { bFrames: 2, extra: ['-movflags', 'frag_every_frame+empty_moov'] },
  ],
  ['late start', { extra: ['-output_ts_offset', '5'] }],
  ['in-band parameter sets', { extra: ['-bsf:v', 'dump_extra=freq=keyframe'] }],
];

/** Audio of every kind. */
export const AUDIO: [string, FootageOptions, 'copied' | 'encoded'][] = [
  ['AAC at 48 kHz', { audio: 'aac-48k' }, 'copied'],
  ['AAC at 48 kHz in MPEG-TS', { audio: 'aac-48k', container: 'ts' }, 'copied'],
  ['AAC at 48 kHz in Matroska', { audio: 'aac-48k', container: 'mkv' }, 'copied'],
  ['MP3', { audio: 'mp3' }, 'copied'],
  ['AAC at 16 kHz', { audio: 'aac-16k' }, 'encoded'],
  ['AAC at 8 kHz', { audio: 'aac-8k' }, 'encoded'],
  ['AAC at 8 kHz in MPEG-TS', { audio: 'aac-8k', container: 'ts' }, 'encoded'],
  ['G.711 in MOV', { audio: 'pcm_mulaw', container: 'mov' }, 'encoded'],
  ['G.711 in Matroska', { audio: 'pcm_mulaw', container: 'mkv' }, 'encoded'],
  ['PCM in MOV', { audio: 'pcm_s16le', container: 'mov' }, 'encoded'],
  ['PCM in Matroska', { audio: 'pcm_s16le', container: 'mkv' }, 'encoded'],
  ['Opus in Matroska', { audio: 'opus', container: 'mkv' }, 'encoded'],
  ['AC-3 in MPEG-TS', { audio: 'ac3', container: 'ts' }, 'encoded'],
];
