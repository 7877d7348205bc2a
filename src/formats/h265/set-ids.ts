import { BitReader } from '../bit-reader.js';
import { withEmulationPrevention } from '../nal-units.js';
import { headerOf, isRandomAccess, isSlice, nalType, NalType, payloadOf } from './nal.js';
import { readProfile } from './profile.js';

/** Kinds of parameter set, in the order that streams have them. */
export const SetKind = { video: 0, sequence: 1, picture: 2 } as const;
export type SetKind = (typeof SetKind)[keyof typeof SetKind];

/** The id of a parameter set in a NAL unit: its own, or one that it refers to. */
interface IdField {
  kind: SetKind;
  id: number;
  /** Where it lies in the payload. */
  fromBit: number;
  toBit: number;
}

/** Of a parameter set; null for other NAL units. */
export function setIdIn(nal: Uint8Array): { kind: SetKind; id: number } | null {
  const kind = KINDS.get(nalType(nal));
  const field = kind === undefined ? null : fieldsOf(nal).find((each) => each.kind === kind)!;
  return field && { kind: field.kind, id: field.id };
}

/** The id of the parameter set that a NAL unit refers to: of a slice, or of a picture parameter set. */
export function setReferredTo(nal: Uint8Array): number | null {
  const fields = fieldsOf(nal);
  return (isSlice(nal) ? fields[0] : fields[1])?.id ?? null;
}

/**
 * A parameter set or slice with other ids. The size of an id's code (9.2) depends on its number, so all that follows
 * it is moved. Parameter sets are aligned again; slices cannot be, so those have to move by whole bytes: from 0 to an
 * id from 15 to 30, for example. Entry points count from the end of the slice's header, so they stay right.
 *
 * @throws RangeError where a slice would move by a part of a byte
 */
export function withIds(nal: Uint8Array, idOf: (kind: SetKind, id: number) => number): Uint8Array {
  const fields = fieldsOf(nal);
  const payload = payloadOf(nal);
  const aligned = isSlice(nal) ? Math.ceil((fields.at(-1)?.toBit ?? 0) / 8) : payload.length;
  const old = bitsOf(payload.subarray(0, aligned));
  let bits = '';
  let at = 0;
  for (const { kind, id, fromBit, toBit } of fields) {
    const changed = idOf(kind, id);
    bits += old.slice(at, fromBit);
    bits += kind === SetKind.video ? changed.toString(2).padStart(4, '0') : codeOf(changed);
    at = toBit;
  }
  bits += old.slice(at);
  if (!isSlice(nal)) bits = realigned(bits);
  if (bits.length % 8 !== 0) throw new RangeError('the id moves the slice by a part of a byte');
  const changed = Buffer.concat([bytesOf(bits), payload.subarray(aligned)]);
  return Buffer.concat([headerOf(nal), withEmulationPrevention(changed)]);
}

const KINDS: ReadonlyMap<number, SetKind> = new Map([
  [NalType.vps, SetKind.video],
  [NalType.sps, SetKind.sequence],
  [NalType.pps, SetKind.picture],
]);

/** Enough for the ids of a slice and of a picture parameter set. */
const START_BYTES = 32;

/** In the order of the payload: 7.3.2.1, 7.3.2.2.1, 7.3.2.3.1 and 7.3.6.1. */
function fieldsOf(nal: Uint8Array): IdField[] {
  const isSequence = nalType(nal) === NalType.sps;
  const bits = new BitReader(payloadOf(isSequence ? nal : nal.subarray(0, START_BYTES)));
  const field = (kind: SetKind): IdField => {
    const fromBit = bits.bitsRead;
    const id = kind === SetKind.video ? bits.bits(4) : bits.unsigned();
    return { kind, id, fromBit, toBit: bits.bitsRead };
  };
  if (isSlice(nal)) {
    bits.skip(isRandomAccess(nal) ? 2 : 1); // first slice of the picture, no output of earlier pictures
    return [field(SetKind.picture)];
  }
  switch (nalType(nal)) {
    case NalType.vps:
      return [field(SetKind.video)];
    case NalType.sps: {
      const video = field(SetKind.video);
      const subLayers = bits.bits(3);
      bits.skip(1);
      readProfile(bits, subLayers);
      return [video, field(SetKind.sequence)];
    }
    case NalType.pps:
      return [field(SetKind.picture), field(SetKind.sequence)];
    default:
      return [];
  }
}

/** ue(v), an unsigned Exp-Golomb number (9.2). */
function codeOf(value: number): string {
  const bits = (value + 1).toString(2);
  return '0'.repeat(bits.length - 1) + bits;
}

/** With the trailing bits of a payload at its new end (7.3.2.11). */
function realigned(bits: string): string {
  const content = bits.slice(0, bits.lastIndexOf('1'));
  return `${content}1`.padEnd(Math.ceil((content.length + 1) / 8) * 8, '0');
}

function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
}

function bytesOf(bits: string): Uint8Array {
  const bytes = Array.from({ length: bits.length / 8 }, (_, i) => bits.slice(i * 8, i * 8 + 8));
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
