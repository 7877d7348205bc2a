import { describe, expect, it } from '@jest/globals';
import { setIdIn, SetKind, setReferredTo, withIds } from './set-ids.js';
import { parseSps } from './sps.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Written by x265: without and with temporal layers. */
const VPS = nal('40010c01ffff01600000030090000003000003003cba024000');
const SPS = nal(
  '42010101600000030090000003000003003ca00a080c1f3e5ba4a4c2f016808000000300800000078400',
);
const SPS_WITH_LAYERS = nal(
  '42010201600000030090000003000003003c0000a00a080c1f3e59590ac894985e02d010000003001000000300f08000',
);
const PPS = nal('4401c073c18900');
const IDR = nal('2801ac64c2ed4c3c65');
const P = nal('0201d00957dffb');

const to = (video: number, sequence: number, picture: number) => (kind: SetKind) =>
  [video, sequence, picture][kind]!;

describe('setIdIn', () => {
  it.each<[string, Uint8Array, ReturnType<typeof setIdIn>]>([
    ['a VPS', VPS, { kind: SetKind.video, id: 0 }],
    ['an SPS', SPS, { kind: SetKind.sequence, id: 0 }],
    ['an SPS with temporal layers', SPS_WITH_LAYERS, { kind: SetKind.sequence, id: 0 }],
    ['a PPS', PPS, { kind: SetKind.picture, id: 0 }],
    ['a slice', IDR, null],
    ['a delimiter', nal('460110'), null],
  ])('reads the id of %s', (_, set, expected) => {
    expect(setIdIn(set)).toEqual(expected);
  });
});

describe('withIds', () => {
  it.each([
    ['a VPS', VPS],
    ['an SPS', SPS],
    ['an SPS with temporal layers', SPS_WITH_LAYERS],
    ['a PPS', PPS],
    ['an IDR picture', IDR],
    ['another picture', P],
  ])('gives %s another id, and its own again', (_, original) => {
    const changed = withIds(original, to(7, 15, 30));
    expect(hex(changed)).not.toBe(hex(original));
    expect(setIdIn(changed)?.id).toBe(setIdIn(original) ? [7, 15, 30][setIdIn(original)!.kind] : undefined); // prettier-ignore
    expect(hex(withoutZeros(withIds(changed, () => 0)))).toBe(hex(withoutZeros(original)));
  });

  it('keeps all else that a set says', () => {
    const { id, ...rest } = parseSps(withIds(SPS_WITH_LAYERS, to(3, 9, 20)));
    expect(id).toBe(9);
    expect(rest).toEqual({ ...parseSps(SPS_WITH_LAYERS), id: undefined });
  });

  it('changes what a PPS and a slice refer to', () => {
    expect(setReferredTo(withIds(PPS, to(1, 12, 20)))).toBe(12);
    expect(setReferredTo(withIds(IDR, to(1, 12, 20)))).toBe(20);
    expect(setReferredTo(VPS)).toBeNull();
  });

  it('inserts one byte into a slice, at the id', () => {
    // 1, 0, then 000010101 (20) instead of 1.
    expect(hex(withIds(IDR, to(0, 0, 20)))).toBe('280182ac64c2ed4c3c65');
    // 1, then 000010000 (15) instead of 1.
    expect(hex(withIds(P, to(0, 0, 15)))).toBe('020184100957dffb');
  });

  it.each([14, 31])('refuses to move a slice by a part of a byte: id %d', (id) => {
    expect(() => withIds(IDR, to(0, 0, id))).toThrow(RangeError);
  });

  it('escapes what looks like a start code afterwards', () => {
    // Of a later slice of a picture: 0, then 000010000 (15) instead of 1, then bits that are 0.
    const changed = withIds(nal('020140000003000003019a'), to(0, 0, 15));
    expect(hex(changed)).toBe('02010400000300000300019a');
  });
});

function withoutZeros(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0 && byte !== 3) + 1);
}
