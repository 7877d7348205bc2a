import { avi } from './avi/demuxer.js';
import type { Demuxer } from './demuxer.js';
import { dhav } from './dhav.js';
import { flv } from './flv/demuxer.js';
import { isobmff } from './isobmff/demuxer.js';
import { matroska } from './matroska/demuxer.js';
import { mpegts } from './mpegts/demuxer.js';
import { mpeg } from './program-stream.js';
import { rawH264, rawHevc } from './raw-streams.js';
import { startsWith } from './signature.js';

/** The container of Windows Media, by the GUID of its header. */
const asf: Demuxer = {
  name: 'asf',
  matches: (head) =>
    startsWith(head, '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c'),
  ...{ hasDurations: false, readFacts: null, packets: null },
};

/** The container formats of recorded video. The first that matches a file counts. */
export const DEMUXERS: readonly Demuxer[] = [
  ...[isobmff, matroska, flv, avi, asf, dhav],
  ...[rawH264, rawHevc, mpeg, mpegts],
];

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
