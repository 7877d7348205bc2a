import type { Demuxer } from './demuxer.js';
import { isobmff } from './isobmff/demuxer.js';
import { matroska } from './matroska/demuxer.js';
import { mpegts } from './mpegts/demuxer.js';
import { startsWith } from './signature.js';

const flv: Demuxer = {
  name: 'flv',
  matches: (head) => startsWith(head, 'FLV\x01'),
  ...{ readFacts: null, packets: null },
};

const avi: Demuxer = {
  name: 'avi',
  matches: (head) => startsWith(head, 'RIFF') && startsWith(head, 'AVI ', 8),
  ...{ readFacts: null, packets: null },
};

/** MPEG program stream. */
const mpeg: Demuxer = {
  name: 'mpeg',
  matches: (head) => startsWith(head, '\x00\x00\x01\xba'),
  ...{ readFacts: null, packets: null },
};

/** The container formats of recorded video. The first that matches a file counts. */
export const DEMUXERS: readonly Demuxer[] = [isobmff, matroska, flv, avi, mpeg, mpegts];

/**
 * The demuxer for a file with these first bytes. Null for everything that is not recorded video, above
 * all playlists and scripts (HLS, DASH, concat), which name other files.
 */
export function demuxerOf(head: Uint8Array): Demuxer | null {
  return DEMUXERS.find((demuxer) => demuxer.matches(head)) ?? null;
}

/** By the name that a file's facts keep. */
export function demuxerNamed(name: string): Demuxer | null {
  return DEMUXERS.find((demuxer) => demuxer.name === name) ?? null;
}
