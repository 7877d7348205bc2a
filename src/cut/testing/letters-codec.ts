import type { EncodedPacket } from 'mediabunny';
import type { VideoCodec } from '../codec/codec.js';
import type { WindowStream } from '../plan/video-window.js';

const UNKNOWN = { fullRange: null, primaries: null, transfer: null, matrix: null };

const letterOf = (nal: Uint8Array) => String.fromCharCode(nal[0]!);
const has = (nals: readonly Uint8Array[], letters: string) =>
  nals.some((nal) => letters.includes(letterOf(nal)));

/**
 * A codec with open groups of pictures, of which every NAL unit is a letter and a time: `I` is an entry
 * point without leading pictures, `C` one that may have some, `B` is what a copy makes of `C`, `L` is a
 * leading picture, `P` any other picture, and `S` a signature, which is no picture.
 */
export const lettersCodec: VideoCodec = {
  ...{ name: 'letters', libraryName: 'letters', title: 'Letters' },
  ...{ pixelFormats: new Set(['yuv420p']), brands: [] },
  isPicture: (nal) => 'ICBLP'.includes(letterOf(nal)),
  isParameterSet: () => false,
  setIdOf: () => ({ kind: 0, id: 0 }),
  entryPointOf(nals) {
    if (!has(nals, 'ICB')) return null;
    return { mayHaveLeading: !has(nals, 'I'), isSync: !has(nals, 'C') };
  },
  isLeading: (nals) => has(nals, 'L'),
  isLeftOut: () => false,
  isSignature: (nal) => letterOf(nal) === 'S',
  asTailStart: (nals) =>
    nals.map((nal) =>
      letterOf(nal) === 'C' ? Buffer.concat([Buffer.from('B'), nal.subarray(1)]) : nal,
    ),
  readConfiguration: () => null,
  codingOf: () => ({ profile: 'main', pixelFormat: 'yuv420p', colour: UNKNOWN }),
  freeSetIds: () => [1],
  encoderArguments: () => [],
  readHead: () => ({ sets: [], frames: [] }),
  trackCodec: () => ({
    ...{ sampleEntry: 'lttr', configurationBox: 'lttC', configuration: new Uint8Array() },
    codecString: 'lttr',
  }),
};

/** A stream of such packets in decode order, for example `I0 P1 C4 L2 L3 P5`; each lasts a second. */
export function lettersStream(pictures: string): WindowStream {
  const packets = pictures.split(' ').map((picture) => {
    const data = Buffer.from(picture);
    const fields = { timestamp: Number(picture.slice(1)), duration: 1, byteLength: data.length };
    return { ...fields, data } as unknown as EncodedPacket;
  });
  const nalsOf = ({ data }: EncodedPacket) => [data];
  return {
    codec: lettersCodec,
    containerSets: [],
    nalsOf,
    entryAt(seconds) {
      const entries = packets.filter((packet) => lettersCodec.entryPointOf(nalsOf(packet)));
      const entry = entries.findLast(({ timestamp }) => timestamp <= seconds) ?? entries[0]!;
      return Promise.resolve(entry);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- it stands for reading a file
    async *packetsFrom(first) {
      yield* packets.slice(first ? packets.indexOf(first) : 0);
    },
  };
}
