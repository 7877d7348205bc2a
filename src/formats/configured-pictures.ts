import type { SegmentView } from './demuxer.js';
import { parseAvcc } from './h264/avcc.js';
import { parseSps } from './h264/sps.js';
import type { ViewedPacket, ViewedTrack } from './isobmff/movie-view.js';
import { videoEntry } from './isobmff/write-sample-entry.js';
import type { PacketsAround } from './packets-around.js';
import { ordinary } from './unusual.js';

/** A packet with what its decoder is set to. */
export interface Configured extends ViewedPacket {
  readonly configuration: Buffer;
}

/** Seconds by which two computations of a time may differ. */
const EPSILON = 1e-6;

/** The pictures around a segment as a track; null where what they are decoded with changes in it. */
export function pictureTrack(
  around: Pick<PacketsAround<Configured, never>, 'pictures' | 'window'>,
): { track: ViewedTrack; hasOtherSize: SegmentView['hasOtherSize'] } | null {
  const { pictures, window } = around;
  ordinary(pictures.length > 0);
  const configuration = configurationIn(pictures, window);
  if (!configuration) return null;
  const track = trackOf(pictures, configuration);
  return { track, hasOtherSize: configuration !== pictures[0]!.configuration };
}

/** What all pictures of a window are decoded with; null where it changes. */
function configurationIn(
  pictures: readonly Configured[],
  { from, to }: { from: number; to: number },
): Buffer | null {
  const within = pictures.filter(
    ({ seconds }) => seconds >= from - EPSILON && seconds < to - EPSILON,
  );
  const before = pictures.filter(({ seconds }) => seconds < from).slice(-1);
  const used = within.length > 0 ? within : before.length > 0 ? before : pictures.slice(0, 1);
  const [configuration, ...more] = new Set(used.map((picture) => picture.configuration));
  return more.length === 0 ? configuration! : null;
}

/** Pictures with another configuration show when others end; decoding cannot begin at them. */
function trackOf(pictures: readonly Configured[], configuration: Buffer): ViewedTrack {
  const [sps] = parseAvcc(configuration)?.sps ?? [];
  ordinary(sps !== undefined);
  const { width, height, pixelAspect } = parseSps(sps);
  const entry = videoEntry({
    ...{ width, height, pixelAspect, colour: null },
    ...{ sampleEntry: 'avc1', configurationBox: 'avcC', configuration },
  });
  const packets = pictures.map((picture) => ({
    ...picture,
    isKey: picture.isKey && picture.configuration === configuration,
  }));
  return { kind: 'video', entry, width, height, packets };
}
