import { buildAvcc, codecString, parseAvcc } from '../../formats/h264/avcc.js';
import { nalType, NalType } from '../../formats/h264/nal.js';
import { holdsUserData, isSigningUnit } from '../../formats/h264/sei.js';
import { isFieldSlice, parsePpsIds, parseSps, type Sps } from '../../formats/h264/sps.js';
import { splitAnnexB } from '../../formats/nal-units.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { EncodedHead, EntryPoint, VideoCodec } from './codec.js';
import { colourArguments } from './colour-arguments.js';

/** x264's names of the profiles that browsers play. */
const PROFILES: ReadonlyMap<number, string> = new Map([
  [66, 'baseline'],
  [77, 'main'],
  [100, 'high'],
]);

/** The cheapest tool of each profile: without one, the encoder would announce a lower profile. */
const TOOLS: ReadonlyMap<string, string> = new Map([
  ['main', 'cabac=1'],
  ['high', '8x8dct=1'],
]);

const IDR: EntryPoint = { mayHaveLeading: false, isSync: true };

const MAX_SPS_ID = 31;

/** A delimiter before each frame, and one slice for it, which takes less work than two. */
const PARAMS = ['aud=1', 'sliced-threads=0'];

/** ITU-T H.264. The cutter enters it at IDR pictures only, so it has no leading pictures. */
export const h264: VideoCodec = {
  name: 'h264',
  libraryName: 'avc',
  title: 'H.264',
  // 4:2:0 with 8 bits, in either range, is all that every browser decodes.
  pixelFormats: new Set(['yuv420p', 'yuvj420p']),
  brands: ['avc1'],

  isPicture,
  isParameterSet,
  setIdOf: (nal) =>
    isSps(nal) ? { kind: 0, id: parseSps(nal).id } : { kind: 1, id: parsePpsIds(nal).id },
  // Nothing after an IDR picture refers to anything before it.
  entryPointOf: (nals) => (nals.some((nal) => nalType(nal) === NalType.idr) ? IDR : null),
  isLeading: () => false,
  isLeftOut: (nal) => nalType(nal) === NalType.delimiter || holdsUserData(nal),
  isSignature: isSigningUnit,
  asTailStart: (nals) => nals,

  readConfiguration(bytes) {
    const avcc = parseAvcc(bytes);
    return avcc && { lengthSize: avcc.lengthSize, sets: [...avcc.sps, ...avcc.pps] };
  },
  codingOf(sets, entry) {
    const set = sets.find(isSps);
    if (!set) throw new SmartCutNotPossible('damaged');
    const sps = parseSps(set);
    const profile = playableProfile(sps);
    const picture = entry.find(isPicture);
    if (picture && isFieldSlice(picture, sps)) throw new SmartCutNotPossible('field_coded');
    const { fullRange, primaries, transfer, matrix } = sps;
    const pixelFormat = fullRange ? 'yuvj420p' : 'yuv420p';
    return { profile, pixelFormat, colour: { fullRange, primaries, transfer, matrix } };
  },

  freeSetIds(inUse) {
    const used = new Set(inUse.map((nal) => h264.setIdOf(nal).id));
    const ids = Array.from({ length: MAX_SPS_ID + 1 }, (_, id) => id);
    return ids.filter((id) => !used.has(id));
  },
  encoderArguments(job) {
    const { coding, frames, setId } = job;
    const tool = TOOLS.get(coding.profile);
    return [
      // Quickly, and without looking ahead: a head is too short to gain much by either, and is larger instead.
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-crf', '22'],
      ...['-profile:v', coding.profile],
      ...['-threads', '2', '-bf', '0', '-g', String(frames), '-sc_threshold', '0', '-a53cc', '0'],
      ...colourArguments(coding),
      ...['-x264-params', [`sps-id=${setId}`, ...PARAMS, ...(tool ? [tool] : [])].join(':')],
    ];
  },
  readHead(stream): EncodedHead {
    const sets: Uint8Array[] = [];
    const frames: Uint8Array[][] = [];
    for (const nal of splitAnnexB(stream)) {
      if (nalType(nal) === NalType.delimiter) frames.push([]);
      if (isParameterSet(nal)) sets.push(nal);
      if (isPicture(nal)) frames.at(-1)?.push(nal);
    }
    return { sets, frames };
  },

  trackCodec(sets) {
    const configuration = buildAvcc(
      sets.filter(isSps),
      sets.filter((nal) => !isSps(nal)),
    );
    return {
      ...{ sampleEntry: 'avc1', configurationBox: 'avcC', configuration },
      codecString: codecString(configuration),
    };
  },
};

function isPicture(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.slice || nalType(nal) === NalType.idr;
}

function isParameterSet(nal: Uint8Array): boolean {
  return isSps(nal) || nalType(nal) === NalType.pps;
}

function isSps(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.sps;
}

function playableProfile({ chroma, bitDepth, profile }: Sps): string {
  if (chroma !== 1 || bitDepth !== 8) throw new SmartCutNotPossible('pixel_format');
  const name = PROFILES.get(profile);
  if (name === undefined) throw new SmartCutNotPossible('profile');
  return name;
}
