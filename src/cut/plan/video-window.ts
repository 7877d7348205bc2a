import type { EncodedPacket } from 'mediabunny';
import { joinAnnexB } from '../../formats/nal-units.js';
import type { PictureCoding } from '../codec/codec.js';
import { ParameterSets } from '../codec/parameter-sets.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import { REORDER_LIMIT } from '../source/rising-times.js';
import {
  EPSILON,
  MAX_GOP_BYTES,
  PICTURE_SECONDS,
  type VideoStream,
} from '../source/video-stream.js';
import { packetsUntil } from './end-rule.js';
import { displayedAt, type KnownFrames } from './runs.js';

/** What is read of a stream here. */
export type WindowStream = Pick<
  VideoStream,
  'codec' | 'containerSets' | 'entryAt' | 'nalsOf' | 'packetsFrom'
>;

/** A head that is longer takes about as long as encoding all of the window. */
const MAX_GOP_FRAMES = 3000;

/** So many frames a copied end may run over, because earlier frames refer to them. */
const MAX_FRAMES_OVER = 2;

/** Where a window begins. All times are the file's own timestamps, in seconds. */
export interface WindowStart {
  sets: ParameterSets;
  coding: PictureCoding;
  /** Null where the window starts on an entry point. */
  head: Head | null;
  /** Null where no entry point lies inside the window. */
  tail: TailStart | null;
  /** The frames that were read to find it. */
  known: KnownFrames;
}

/** The frames of a window to encode. */
export interface Head {
  /** The group of pictures that they lie in, as a byte stream (Annex B). */
  stream: Uint8Array;
  /** How many of its frames are shown before them. */
  skip: number;
  /** Presentation times, rising. */
  times: number[];
}

/** Where copying begins. */
export interface TailStart {
  /** An entry point. */
  packet: EncodedPacket;
  /** How many packets after it are leading pictures, which are not copied. */
  leading: number;
}

/** The copied part of a window. */
export interface WindowTail extends TailStart {
  /** Presentation times in decode order. */
  times: number[];
  /** The frames that were read to find its end. */
  known: KnownFrames;
}

interface Frame {
  time: number;
  nals: readonly Uint8Array[];
}

/** The frames around a window's start, in decode order. */
interface Surroundings {
  /** From the last entry point before the window on, up to the first one inside or after it. */
  gop: Frame[];
  next: { packet: EncodedPacket; frame: Frame; leading: Frame[] } | null;
  /** How long the last frame that was read says it lasts. */
  lastSeconds: number;
}

/**
 * Finds the frames with `from` ≤ time < `to` up to the next entry point, in the file's own time. Where no
 * frame begins in the window, its head is the frame that is displayed then.
 */
export async function findStart(
  stream: WindowStream,
  from: number,
  to: number,
): Promise<WindowStart> {
  const entry = await stream.entryAt(from);
  const sets = setsAt(stream, entry);
  const coding = stream.codec.codingOf(sets.all(), stream.nalsOf(entry));
  const around = await readAround(stream, entry, from, to);
  const { packet, leading } = around.next ?? {};
  const tail =
    packet && packet.timestamp < to - EPSILON ? { packet, leading: leading!.length } : null;
  const known = knownFrames(around);
  const head = headOf(around, sets, from, to);
  if (head || tail) return { sets, coding, known, head, tail };
  const displayed = displayedAt(known, from);
  if (!displayed) throw new SmartCutNotPossible('no_frames');
  return { sets, coding, known, head: headWith(around, sets, [displayed.fromSeconds]), tail };
}

async function readAround(
  stream: WindowStream,
  entry: EncodedPacket,
  from: number,
  to: number,
): Promise<Surroundings> {
  const { codec } = stream;
  let gop: Frame[] = [];
  let next: Surroundings['next'] = null;
  let bytes = 0;
  let past = 0;
  let lastSeconds = 0;
  for await (const packet of stream.packetsFrom(entry)) {
    const frame = { time: packet.timestamp, nals: stream.nalsOf(packet) };
    const entryPoint = codec.entryPointOf(frame.nals);
    if (next) {
      if (!codec.isLeading(frame.nals)) break;
      next.leading.push(frame);
    } else if (entryPoint && frame.time >= from - EPSILON) {
      next = { packet, frame, leading: [] };
      if (!entryPoint.mayHaveLeading) break;
    } else if (!codec.isLeading(frame.nals)) {
      if (entryPoint) [gop, bytes] = [[], 0];
      gop.push(frame);
    }
    lastSeconds = packet.duration;
    bytes += packet.byteLength;
    if (bytes > MAX_GOP_BYTES || gop.length > MAX_GOP_FRAMES) {
      throw new SmartCutNotPossible('gop_too_long');
    }
    if (frame.time >= to && ++past > REORDER_LIMIT) break;
  }
  return { gop, next, lastSeconds };
}

/** Null where no frame has to be encoded. */
function headOf(around: Surroundings, sets: ParameterSets, from: number, to: number): Head | null {
  const { gop, next } = around;
  const end = next && next.leading.length > 0 ? Math.min(to, next.frame.time) : to;
  const inside = decodedBy(around)
    .map(({ time }) => time)
    .filter((time) => time >= from - EPSILON && time < end - EPSILON)
    .sort((a, b) => a - b);
  if (inside.length === 0) return null;
  // The leading pictures of the first entry point of a file refer to what is missing.
  if (gop.length === 0) throw new SmartCutNotPossible('no_keyframe');
  return headWith(around, sets, inside);
}

/** @param times of frames that follow each other, rising */
function headWith(around: Surroundings, sets: ParameterSets, times: number[]): Head {
  const decoded = decodedBy(around);
  return {
    stream: joinAnnexB([...sets.all(), ...decoded.flatMap(({ nals }) => nals)]),
    skip: decoded.filter(({ time }) => time < times[0]!).length,
    times,
  };
}

/** What the encoder of a head is given. Leading pictures refer to their entry point too. */
function decodedBy({ gop, next }: Surroundings): Frame[] {
  return next && next.leading.length > 0 ? [...gop, next.frame, ...next.leading] : gop;
}

function knownFrames({ gop, next, lastSeconds }: Surroundings): KnownFrames {
  const frames = next ? [...gop, next.frame, ...next.leading] : gop;
  return { times: frames.map(({ time }) => time).sort((a, b) => a - b), lastSeconds };
}

/**
 * Reads the index only, from the start of the tail to the frame that the copy may end on. Where packets may be
 * without a picture by their times, their content is read too.
 */
export async function findTail(
  stream: WindowStream,
  start: TailStart,
  to: number,
): Promise<WindowTail> {
  const tail = await readTail(stream, start, to, { metadataOnly: true });
  const isDense = tail.read.some(
    (time, i) => i > 0 && Math.abs(time - tail.read[i - 1]!) < PICTURE_SECONDS,
  );
  const { read, lastSeconds } = isDense ? await readTail(stream, start, to, {}) : tail;
  const count = packetsUntil(to - EPSILON, read);
  const times = read.slice(0, count);
  if (times.filter((time) => time >= to - EPSILON).length > MAX_FRAMES_OVER) {
    throw new SmartCutNotPossible('reordering');
  }
  const known = { times: read.toSorted((a, b) => a - b), lastSeconds };
  return { ...start, times, known };
}

/** The times of the packets, in decode order, and how long the last one lasts. */
async function readTail(
  stream: WindowStream,
  start: TailStart,
  to: number,
  options: { metadataOnly?: boolean },
): Promise<{ read: number[]; lastSeconds: number }> {
  const read: number[] = [];
  let past = 0;
  let lastSeconds = 0;
  for await (const { timestamp, duration } of tailPackets(stream, start, options)) {
    if (timestamp < start.packet.timestamp) throw new SmartCutNotPossible('timestamps');
    read.push(timestamp);
    lastSeconds = duration;
    past = timestamp < to - EPSILON ? 0 : past + 1;
    if (past > REORDER_LIMIT) break;
  }
  return { read, lastSeconds };
}

/** The packets of a tail in decode order, to the end of the file. */
export async function* tailPackets(
  stream: WindowStream,
  { packet: start, leading }: TailStart,
  options: { metadataOnly?: boolean } = {},
): AsyncGenerator<EncodedPacket> {
  let index = 0;
  for await (const packet of stream.packetsFrom(start, options)) {
    if (index === 0 || index > leading) yield packet;
    index++;
  }
}

/**
 * The sets in the packet, and those of the container whose ids it does not use: it brings its own where the sets
 * have changed since the file began. They may not contradict each other.
 */
function setsAt(stream: WindowStream, entry: EncodedPacket): ParameterSets {
  const { codec } = stream;
  const sets = new ParameterSets(codec);
  for (const nal of stream.nalsOf(entry)) {
    if (codec.isParameterSet(nal) && !sets.add(nal)) {
      throw new SmartCutNotPossible('parameter_sets');
    }
  }
  for (const nal of stream.containerSets) sets.add(nal);
  return sets;
}
