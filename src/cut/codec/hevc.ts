import { cleanEntry } from '../../formats/h265/clean-entry.js';
import { codecString } from '../../formats/h265/codec-string.js';
import { buildHvcc, parseHvcc } from '../../formats/h265/hvcc.js';
import { isRandomAccess, isSlice, layerOf, nalType, NalType } from '../../formats/h265/nal.js';
import { isOfProfile } from '../../formats/h265/profile.js';
import { holdsUserData, isOnBuffering, isSigningUnit } from '../../formats/h265/sei.js';
import { setIdIn, SetKind, setReferredTo, withIds } from '../../formats/h265/set-ids.js';
import { parseSps, type Sps } from '../../formats/h265/sps.js';
import { splitAnnexB } from '../../formats/nal-units.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { EncodedHead, EntryPoint, PictureCoding, VideoCodec } from './codec.js';
import { colourArguments } from './colour-arguments.js';

/** Profiles by their numbers, with the bits that each has of a sample: x265's names, and FFmpeg's format. */
const CODINGS = [
  { number: 1, bitDepth: 8, profile: 'main', pixelFormat: 'yuv420p' },
  { number: 2, bitDepth: 10, profile: 'main10', pixelFormat: 'yuv420p10le' },
];

/** A CRA picture refers to nothing before it, but the leading pictures after it do, and players seek past those. */
const ENTRY_POINTS: ReadonlyMap<number, EntryPoint> = new Map([
  [NalType.blaWithLeading, { mayHaveLeading: true, isSync: true }],
  [NalType.blaWithDecodable, { mayHaveLeading: true, isSync: true }],
  [NalType.blaAlone, { mayHaveLeading: false, isSync: true }],
  [NalType.idrWithLeading, { mayHaveLeading: true, isSync: true }],
  [NalType.idrAlone, { mayHaveLeading: false, isSync: true }],
  [NalType.cra, { mayHaveLeading: true, isSync: false }],
]);

/**
 * A head has a PPS with an id from 15 to 30: its code is a whole byte longer than that of 0, which x265 writes, so
 * that the slices need not be encoded again. Its SPS and VPS, whose ids end at 15, have the same id less 15.
 */
const [FIRST_ID, LAST_ID] = [15, 30];

/**
 * A delimiter before each frame; one slice for it, without entry points; no frame out of order; and neither looking
 * ahead nor messages. Two frames at once take a third less time than one, for the same work.
 */
const PARAMS = [
  ...['log-level=error', 'aud=1', 'repeat-headers=1', 'info=0', 'hrd=0', 'wpp=0', 'slices=1'],
  ...['frame-threads=2', 'bframes=0', 'open-gop=0', 'scenecut=0', 'rc-lookahead=0'],
];

/** ITU-T H.265. Pictures of further layers (views, qualities) are left out. */
export const hevc: VideoCodec = {
  name: 'hevc',
  libraryName: 'hevc',
  title: 'HEVC',
  pixelFormats: new Set(['yuv420p', 'yuvj420p', 'yuv420p10le']),
  // ISO/IEC 14496-15 defines none.
  brands: [],

  isPicture: isSlice,
  isParameterSet,
  setIdOf: (nal) => setIdIn(nal)!,
  entryPointOf(nals) {
    const entry = nals.find((nal) => isSlice(nal) && isRandomAccess(nal));
    return (entry && ENTRY_POINTS.get(nalType(entry))) ?? null;
  },
  isLeading(nals) {
    const type = nalType(nals.find(isSlice) ?? new Uint8Array());
    return type >= NalType.radlN && type <= NalType.raslR;
  },
  isLeftOut(nal) {
    const type = nalType(nal);
    const isMark = type === NalType.delimiter || type === NalType.endOfBitstream;
    return isMark || layerOf(nal) > 0 || holdsUserData(nal);
  },
  isSignature: isSigningUnit,
  asTailStart(nals) {
    const changed = nals.filter((nal) => !isOnBuffering(nal)).map(cleanEntry);
    const isSame = changed.length === nals.length && changed.every((nal, i) => nal === nals[i]);
    return isSame ? nals : changed;
  },

  readConfiguration: parseHvcc,
  codingOf: (sets, entry) => codingOf(activeSps(sets, entry)),

  freeSetIds(inUse) {
    const used = inUse.map((nal) => hevc.setIdOf(nal));
    const ids = Array.from({ length: LAST_ID - FIRST_ID + 1 }, (_, i) => FIRST_ID + i);
    return ids.filter((setId) =>
      used.every(({ kind, id }) => id !== idOfHead(setId, kind as SetKind)),
    );
  },
  encoderArguments({ coding, frames }) {
    const keyframes = [`keyint=${frames + 1}`, `min-keyint=${frames + 1}`];
    return [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '22', '-profile:v', coding.profile],
      ...colourArguments(coding),
      ...['-x265-params', [...PARAMS, ...keyframes].join(':')],
    ];
  },
  readHead(stream, setId): EncodedHead {
    const sets: Uint8Array[] = [];
    const frames: Uint8Array[][] = [];
    for (const nal of splitAnnexB(stream)) {
      if (nalType(nal) === NalType.delimiter) frames.push([]);
      if (isParameterSet(nal)) sets.push(renamed(nal, setId));
      if (isSlice(nal)) frames.at(-1)?.push(renamed(nal, setId));
    }
    return { sets, frames };
  },

  // Players of Apple take no parameter sets among the pictures.
  withSetId(nals, setId) {
    try {
      return nals
        .filter((nal) => !isOnBuffering(nal))
        .map((nal) => (isSlice(nal) || isParameterSet(nal) ? renamed(nal, setId) : nal));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new SmartCutNotPossible('set_ids', { cause: error });
    }
  },

  trackCodec(sets) {
    if (new Set(sets.filter(isSps).map(looksOf)).size > 1) {
      throw new SmartCutNotPossible('sources_differ');
    }
    const [sampleEntry, configuration] = ['hvc1', buildHvcc(sets)] as const;
    return {
      ...{ sampleEntry, configurationBox: 'hvcC', configuration },
      codecString: codecString(sampleEntry, configuration),
    };
  },
};

function isParameterSet(nal: Uint8Array): boolean {
  const type = nalType(nal);
  return type >= NalType.vps && type <= NalType.pps && layerOf(nal) === 0;
}

function isSps(nal: Uint8Array): boolean {
  return nalType(nal) === NalType.sps;
}

function renamed(nal: Uint8Array, setId: number): Uint8Array {
  return withIds(nal, (kind) => idOfHead(setId, kind));
}

function idOfHead(setId: number, kind: SetKind): number {
  return kind === SetKind.picture ? setId : setId - FIRST_ID;
}

/** The SPS that the slices of a picture refer to. */
function activeSps(sets: readonly Uint8Array[], picture: readonly Uint8Array[]): Sps {
  const slice = picture.find(isSlice);
  const find = (kind: SetKind, id: number | null) =>
    sets.find((nal) => {
      const found = setIdIn(nal);
      return found?.kind === kind && found.id === id;
    });
  const pps = slice && find(SetKind.picture, setReferredTo(slice));
  const sps = pps && find(SetKind.sequence, setReferredTo(pps));
  if (!sps) throw new SmartCutNotPossible('damaged');
  return parseSps(sps);
}

function codingOf(sps: Sps): PictureCoding {
  const { chroma, bitDepth, fullRange, primaries, transfer, matrix } = sps;
  const coding = CODINGS.find((each) => each.bitDepth === bitDepth.luma);
  if (!coding || chroma !== 1 || bitDepth.chroma !== bitDepth.luma) {
    throw new SmartCutNotPossible('pixel_format');
  }
  if (!CODINGS.some(({ number }) => isOfProfile(sps.profile, number))) {
    throw new SmartCutNotPossible('profile');
  }
  if (sps.isFieldCoded) throw new SmartCutNotPossible('field_coded');
  const isFullRange = fullRange && coding.bitDepth === 8;
  return {
    profile: coding.profile,
    pixelFormat: isFullRange ? 'yuvj420p' : coding.pixelFormat,
    colour: { fullRange, primaries, transfer, matrix },
  };
}

/** All pictures of a track have one size and one format. */
function looksOf(nal: Uint8Array): string {
  const { width, height, bitDepth } = parseSps(nal);
  return [width, height, bitDepth.luma].join();
}
