import { isAlike, type PacketSum } from '../../cut/source/packet-sums.js';
import type { FilePart } from '../model/interval.js';

/**
 * Whether FFmpeg read the packets that a file has, at their times. `same`: of those that are found in both, all, which
 * are most; `other`: most have other times; `uncertain`: too few are found, or some have other times.
 */
export type PacketComparison = 'same' | 'other' | 'uncertain';

/** Containers round times to milliseconds, some of them twice. */
const SAME_TIME_SECONDS = 0.002;

/**
 * Compares the packets of a part. Some may differ without any fault of a seek: readers of damaged footage do not agree on
 * what is left of a packet.
 *
 * @param read by FFmpeg, after a seek
 * @param known by a reader that did not seek as FFmpeg does; also of what is around the part
 */
export function comparePackets(
  read: readonly PacketSum[],
  known: readonly PacketSum[],
  part: FilePart,
): PacketComparison {
  const isInside = ({ seconds }: PacketSum) =>
    seconds >= part.fromSeconds && seconds < part.toSeconds;
  const knownAt = grouped(known, slotOf);
  const knownOfSize = grouped(known, ({ bytes }) => bytes);
  const readAt = grouped(read, slotOf);
  let [same, moved, different] = [0, 0, 0];
  for (const packet of read.filter(isInside)) {
    const isThis = (other: PacketSum) => isAlike(packet, other);
    if (atTimeOf(packet, knownAt).some(isThis)) same++;
    else if (near(packet.bytes, knownOfSize).some(isThis)) moved++;
    else different++;
  }
  different += known.filter(
    (packet) => isInside(packet) && !atTimeOf(packet, readAt).length,
  ).length;
  if (moved > same) return 'other';
  return moved === 0 && same > different ? 'same' : 'uncertain';
}

type Groups = ReadonlyMap<number, readonly PacketSum[]>;

function atTimeOf(packet: PacketSum, slots: Groups): PacketSum[] {
  return near(slotOf(packet), slots).filter(
    ({ seconds }) => Math.abs(seconds - packet.seconds) <= SAME_TIME_SECONDS,
  );
}

/** Packets of the same time are in this slot or the next one. */
function slotOf({ seconds }: PacketSum): number {
  return Math.floor(seconds / SAME_TIME_SECONDS);
}

function near(key: number, groups: Groups): PacketSum[] {
  return [key - 1, key, key + 1].flatMap((each) => groups.get(each) ?? []);
}

function grouped(packets: readonly PacketSum[], keyOf: (packet: PacketSum) => number): Groups {
  const groups = new Map<number, PacketSum[]>();
  for (const packet of packets) {
    const group = groups.get(keyOf(packet));
    if (group) group.push(packet);
    else groups.set(keyOf(packet), [packet]);
  }
  return groups;
}
