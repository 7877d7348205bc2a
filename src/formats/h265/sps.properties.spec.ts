import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BitWriter } from '../testing/bit-writer.js';
import { parseSps } from './sps.js';

const nat = (max: number) => fc.nat({ max });
const bool = fc.boolean();
/** Distances of pictures, and whether each is used. */
const pictures = fc.array(fc.tuple(nat(40), bool), { maxLength: 4 });

const set = fc.record({
  subLayers: fc.array(fc.tuple(bool, bool), { maxLength: 6 }),
  ...{ id: nat(15), isNested: bool, level: nat(255), profile: nat(31), bits: nat(0xffff) },
  ...{ width: nat(8000), height: nat(5000), crop: fc.option(fc.tuple(nat(7), nat(7), nat(7), nat(7))) }, // prettier-ignore
  ...{ luma: nat(8), chroma: nat(8), orderBits: nat(12), ordersAll: bool },
  /** Null: not present. Else whether each of 20 lists is copied from another. */
  scaling: fc.option(fc.array(bool, { minLength: 20, maxLength: 20 })),
  pcm: bool,
  first: fc.tuple(pictures, pictures),
  /** Sets that are predicted from the one before: how each picture is used, as far as there are so many. */
  predicted: fc.array(fc.array(fc.constantFrom('used', 'kept', 'gone'), { minLength: 40, maxLength: 40 }), { maxLength: 3 }), // prettier-ignore
  longTerm: fc.option(fc.array(tupleOf(), { maxLength: 5 })),
  colour: fc.option(fc.tuple(nat(255), nat(255), nat(255), bool)),
  ...{ place: bool, isFieldCoded: bool },
});

function tupleOf() {
  return fc.tuple(nat(15), bool);
}

type Written = typeof set extends fc.Arbitrary<infer T> ? T : never;

/** As in ITU-T H.265, 7.3.2.2. */
function written(it: Written): Uint8Array {
  const w = new BitWriter();
  w.u(4, 3).u(3, it.subLayers.length).flag(it.isNested);
  w.u(2, 0).u(1, 1).u(5, it.profile).u(32, 0x60000000);
  for (let i = 0; i < 3; i++) w.u(16, it.bits);
  w.u(8, it.level);
  for (const [hasProfile, hasLevel] of it.subLayers) w.flag(hasProfile).flag(hasLevel);
  if (it.subLayers.length > 0) w.u(2 * (8 - it.subLayers.length), 0);
  for (const [hasProfile, hasLevel] of it.subLayers) {
    if (hasProfile) w.u(32, it.bits).u(32, 1).u(24, 2);
    if (hasLevel) w.u(8, 7);
  }
  w.ue(it.id)
    .ue(1)
    .ue(it.width + 16)
    .ue(it.height + 16);
  w.flag(it.crop !== null);
  for (const side of it.crop ?? []) w.ue(side);
  w.ue(it.luma).ue(it.chroma).ue(it.orderBits).flag(it.ordersAll);
  for (let i = 0; i <= (it.ordersAll ? it.subLayers.length : 0); i++) w.ue(4).ue(2).ue(0);
  for (let i = 0; i < 6; i++) w.ue(i);
  writeScaling(w, it.scaling);
  w.u(2, 3).flag(it.pcm);
  if (it.pcm) w.u(8, 0x77).ue(0).ue(2).u(1, 1);
  writeReferenceSets(w, it);
  w.flag(it.longTerm !== null);
  if (it.longTerm) w.ue(it.longTerm.length);
  for (const [order, isUsed] of it.longTerm ?? []) w.u(it.orderBits + 4, order).flag(isUsed);
  w.u(2, 1).flag(true).flag(false).flag(false);
  w.flag(it.colour !== null);
  if (it.colour) {
    const [primaries, transfer, matrix, fullRange] = it.colour;
    w.u(3, 5).flag(fullRange).flag(true).u(8, primaries).u(8, transfer).u(8, matrix);
  }
  w.flag(it.place);
  if (it.place) w.ue(2).ue(2);
  return w.flag(false).flag(it.isFieldCoded).nal(0x42, 1);
}

function writeScaling(w: BitWriter, scaling: readonly boolean[] | null): void {
  w.flag(scaling !== null);
  if (!scaling) return;
  w.flag(true);
  const copies = [...scaling];
  for (let size = 0; size < 4; size++) {
    for (let matrix = 0; matrix < 6; matrix += size === 3 ? 3 : 1) {
      const isCopied = copies.shift()!;
      w.flag(!isCopied);
      if (isCopied) w.ue(0);
      else for (let i = size > 1 ? -1 : 0; i < [16, 64, 64, 64][size]!; i++) w.se(i % 5);
    }
  }
}

function writeReferenceSets(w: BitWriter, { first, predicted }: Written): void {
  w.ue(1 + predicted.length);
  w.ue(first[0].length).ue(first[1].length);
  for (const [distance, isUsed] of first.flat()) w.ue(distance).flag(isUsed);
  let count = first.flat().length;
  for (const uses of predicted) {
    w.flag(true).flag(false).ue(3);
    let next = 0;
    for (const use of uses.slice(0, count + 1)) {
      w.flag(use === 'used');
      if (use !== 'used') w.flag(use === 'kept');
      if (use !== 'gone') next++;
    }
    count = next;
  }
}

it('parseSps reads what was written', () => {
  fc.assert(
    fc.property(set, (it) => {
      const [left, right, top, bottom] = it.crop ?? [0, 0, 0, 0];
      const [primaries, transfer, matrix, fullRange] = it.colour ?? [null, null, null, null];
      expect(parseSps(written(it))).toMatchObject({
        ...{ id: it.id, temporalLayers: it.subLayers.length + 1, isTemporallyNested: it.isNested },
        profile: { tier: 1, profile: it.profile, level: it.level },
        ...{ chroma: 1, bitDepth: { luma: 8 + it.luma, chroma: 8 + it.chroma } },
        width: it.width + 16 - 2 * (left + right),
        height: it.height + 16 - 2 * (top + bottom),
        ...{ isFieldCoded: it.isFieldCoded, primaries, transfer, matrix, fullRange },
      });
    }),
  );
});
