import { type EncodedPacket } from 'mediabunny';
import { SmartCutNotPossible } from '../cut-errors.js';
import { packetsUntil } from './end-rule.js';
import { joinAnnexB } from '../../formats/h264/nal.js';
import { ParameterSets } from '../../formats/h264/parameter-sets.js';
import { isFieldSlice, type Sps } from '../../formats/h264/sps.js';
import {
  EPSILON,
  isKeyframe,
  isParameterSet,
  isPicture,
  MAX_GOP_BYTES,
  REORDER_LIMIT,
  type VideoStream,
} from '../source/video-stream.js';

/** A head that is longer takes about as long as encoding all of the window. */
const MAX_GOP_FRAMES = 3000;

/** Frames that a copied end may run over, for the sake of frames that refer to later ones. */
const MAX_FRAMES_OVER = 2;

/** Where a window begins. All times are the file's own timestamps, in seconds. */
export interface WindowStart {
  /** The keyframe that decoding begins at, at or before the window's start. */
  keyframe: EncodedPacket;
  sets: ParameterSets;
  sps: Sps;
  /** Null where the window starts on a keyframe. */
  head: Head | null;
  /** The keyframe that copying begins at; null where none lies inside the window. */
  tail: EncodedPacket | null;
}

/** The frames of a window to encode. */
export interface Head {
  /** The GOP that they lie in, as a byte stream (Annex B). */
  stream: Uint8Array;
  /** How many of its frames are shown before them. */
  skip: number;
  /** Presentation times, rising. */
  times: number[];
  endsAt: number;
}

/** The copied part of a window. */
export interface WindowTail {
  /** Presentation times in decode order. */
  times: number[];
  /** End of the last frame shown. */
  endsAt: number;
}

/** Finds the frames from `from` to before `to` (both in the file's own time), up to the next keyframe. */
export async function findStart(
  stream: VideoStream,
  from: number,
  to: number,
): Promise<WindowStart> {
  const keyframe = await stream.keyframeAt(from);
  const sets = setsAt(stream, keyframe);
  const sps = sets.firstSps();
  if (!sps) throw new SmartCutNotPossible('damaged');
  checkPlayable(sps, stream.nalsOf(keyframe));

  let gop: { time: number; nals: Uint8Array[] }[] = [];
  let bytes = 0;
  let tail: EncodedPacket | null = null;
  let past = 0;
  let lastDuration = 0;
  for await (const packet of stream.packetsFrom(keyframe)) {
    const nals = stream.nalsOf(packet);
    if (isKeyframe(nals)) {
      if (packet.timestamp >= from - EPSILON) {
        if (packet.timestamp < to - EPSILON) tail = packet;
        break;
      }
      gop = [];
      bytes = 0;
    }
    gop.push({ time: packet.timestamp, nals });
    bytes += packet.byteLength;
    lastDuration = packet.duration;
    if (bytes > MAX_GOP_BYTES || gop.length > MAX_GOP_FRAMES) {
      throw new SmartCutNotPossible('gop_too_long');
    }
    if (packet.timestamp >= to && ++past > REORDER_LIMIT) break;
  }

  const times = gop.map(({ time }) => time).sort((a, b) => a - b);
  const inside = times.filter((time) => time >= from - EPSILON && time < to - EPSILON);
  if (inside.length === 0) {
    if (!tail) throw new SmartCutNotPossible('no_frames');
    return { keyframe, sets, sps, head: null, tail };
  }
  const head = {
    stream: joinAnnexB([...sets.all(), ...gop.flatMap(({ nals }) => nals)]),
    skip: times.indexOf(inside[0]!),
    times: inside,
    endsAt: tail?.timestamp ?? endOfFrames(inside, times, lastDuration),
  };
  return { keyframe, sets, sps, head, tail };
}

/** Reads the index alone: from the keyframe to the frame that the copy may end on. */
export async function findTail(
  stream: VideoStream,
  keyframe: EncodedPacket,
  to: number,
): Promise<WindowTail> {
  const times: number[] = [];
  let past = 0;
  let lastDuration = 0;
  const packets = stream.packetsFrom(keyframe, { metadataOnly: true });
  for await (const { timestamp, duration } of packets) {
    if (timestamp < keyframe.timestamp) throw new SmartCutNotPossible('timestamps');
    times.push(timestamp);
    lastDuration = duration;
    past = timestamp < to - EPSILON ? 0 : past + 1;
    if (past > REORDER_LIMIT) break;
  }
  const count = packetsUntil(to - EPSILON, times);
  const taken = times.slice(0, count);
  if (taken.filter((time) => time >= to - EPSILON).length > MAX_FRAMES_OVER) {
    throw new SmartCutNotPossible('reordering');
  }
  return { times: taken, endsAt: endOfFrames(taken, times, lastDuration) };
}

/** The end of the last of `taken`: where the next frame begins, else as long as frames last here. */
function endOfFrames(
  taken: readonly number[],
  all: readonly number[],
  lastDuration: number,
): number {
  const last = taken.reduce((max, time) => Math.max(max, time), -Infinity);
  const next = all.reduce((min, time) => (time > last ? Math.min(min, time) : min), Infinity);
  if (next < Infinity) return next;
  const before = all.reduce((max, time) => (time < last ? Math.max(max, time) : max), -Infinity);
  // the durations of fragmented files can be 0
  return last + (lastDuration || (before > -Infinity ? last - before : 1 / 25));
}

/** Those of the container and those in the packet; they may not contradict each other. */
function setsAt(stream: VideoStream, keyframe: EncodedPacket): ParameterSets {
  const sets = new ParameterSets(stream.containerSets);
  for (const nal of stream.nalsOf(keyframe).filter(isParameterSet)) {
    if (!sets.add(nal)) throw new SmartCutNotPossible('parameter_sets');
  }
  return sets;
}

const PLAYABLE_PROFILES = new Set([66, 77, 100]);

function checkPlayable(sps: Sps, nals: readonly Uint8Array[]): void {
  if (sps.chroma !== 1 || sps.bitDepth !== 8) throw new SmartCutNotPossible('pixel_format');
  if (!PLAYABLE_PROFILES.has(sps.profile)) throw new SmartCutNotPossible('profile');
  const picture = nals.find(isPicture);
  if (picture && isFieldSlice(picture, sps)) throw new SmartCutNotPossible('field_coded');
}
