import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BitWriter } from '../testing/bit-writer.js';
import { isFieldSlice, parseSps, type Sps } from './sps.js';

interface Written {
  readonly profile: number;
  readonly id: number;
  readonly chroma: number;
  readonly separatePlanes: boolean;
  readonly depths: readonly [number, number];
  /** Null: not present. Else the differences of each list's entries, until its next one is 0. */
  readonly scaling: readonly (readonly number[] | null)[] | null;
  readonly frameNumberBits: number;
  readonly order: { type: number; cycle: readonly number[] };
  readonly columns: number;
  readonly rows: number;
  readonly framesOnly: boolean;
  readonly crop: readonly [number, number, number, number] | null;
  readonly vui: {
    aspect: number | null;
    overscan: boolean | null;
    video: { fullRange: boolean; colour: readonly [number, number, number] | null } | null;
  } | null;
}

function write(sps: Written): Uint8Array {
  const bits = new BitWriter().u(8, sps.profile).u(8, 0).u(8, 30).ue(sps.id);
  if (isHigh(sps)) {
    bits.ue(sps.chroma);
    if (sps.chroma === 3) bits.flag(sps.separatePlanes);
    bits
      .ue(sps.depths[0] - 8)
      .ue(sps.depths[1] - 8)
      .flag(false);
    bits.flag(sps.scaling !== null);
    if (sps.scaling) writeScaling(bits, sps.scaling, sps.chroma === 3 ? 12 : 8);
  }
  bits.ue(sps.frameNumberBits - 4).ue(sps.order.type);
  if (sps.order.type === 0) bits.ue(4);
  if (sps.order.type === 1) {
    bits.flag(false).se(-3).se(2).ue(sps.order.cycle.length);
    for (const offset of sps.order.cycle) bits.se(offset);
  }
  bits
    .ue(4)
    .flag(false)
    .ue(sps.columns - 1)
    .ue(sps.rows - 1)
    .flag(sps.framesOnly);
  if (!sps.framesOnly) bits.flag(true);
  bits.flag(true).flag(sps.crop !== null);
  for (const side of sps.crop ?? []) bits.ue(side);
  bits.flag(sps.vui !== null);
  if (sps.vui) writeVui(bits, sps.vui);
  return bits.nal(0x67);
}

function writeScaling(
  bits: BitWriter,
  lists: NonNullable<Written['scaling']>,
  count: number,
): void {
  for (let list = 0; list < count; list++) {
    const steps = lists[list] ?? null;
    bits.flag(steps !== null);
    if (!steps) continue;
    const size = list < 6 ? 16 : 64;
    let last = 8;
    for (let i = 0; i < size; i++) {
      // The last of the given steps leads to 0, after which nothing more is written.
      if (i === steps.length) {
        bits.se(last > 128 ? 256 - last : -last);
        break;
      }
      bits.se(steps[i]!);
      last = (last + steps[i]! + 256) % 256;
    }
  }
}

function writeVui(bits: BitWriter, { aspect, overscan, video }: NonNullable<Written['vui']>): void {
  bits.flag(aspect !== null);
  if (aspect !== null) bits.u(8, aspect);
  if (aspect === 255) bits.u(16, 4).u(16, 3);
  bits.flag(overscan !== null);
  if (overscan !== null) bits.flag(overscan);
  bits.flag(video !== null);
  if (!video) return;
  bits
    .u(3, 5)
    .flag(video.fullRange)
    .flag(video.colour !== null);
  for (const point of video.colour ?? []) bits.u(8, point);
}

/** Those with a chroma format and scaling lists (7.3.2.1.1). */
const HIGH = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const isHigh = ({ profile }: Written) => HIGH.includes(profile);

/** What must be read, by the semantics of 7.4.2.1.1 and table 6-1. */
/** By the number in a set (ITU-T H.264, table E-1); 255: they follow it. */
const ASPECTS = new Map([
  [1, { num: 1, den: 1 }],
  [14, { num: 4, den: 3 }],
  [17, { num: 1, den: 1 }],
  [255, { num: 4, den: 3 }],
]);

function expected(sps: Written): Partial<Sps> {
  const chroma = isHigh(sps) ? sps.chroma : 1;
  const separatePlanes = isHigh(sps) && chroma === 3 && sps.separatePlanes;
  const subWidth = chroma === 1 || chroma === 2 ? 2 : 1;
  const subHeight = chroma === 1 ? 2 : 1;
  const [left, right, top, bottom] = sps.crop ?? [0, 0, 0, 0];
  const frame = sps.framesOnly ? 1 : 2;
  const colour = sps.vui?.video?.colour ?? null;
  return {
    ...{ id: sps.id, profile: sps.profile, level: 30, chroma, separatePlanes },
    bitDepth: isHigh(sps) ? Math.max(...sps.depths) : 8,
    framesOnly: sps.framesOnly,
    width: sps.columns * 16 - (left + right) * subWidth,
    height: frame * sps.rows * 16 - (top + bottom) * subHeight * frame,
    frameNumberBits: sps.frameNumberBits,
    pixelAspect: ASPECTS.get(sps.vui?.aspect ?? 1)!,
    fullRange: sps.vui?.video?.fullRange ?? null,
    ...{
      primaries: colour?.[0] ?? null,
      transfer: colour?.[1] ?? null,
      matrix: colour?.[2] ?? null,
    },
  };
}

const side = fc.integer({ min: 0, max: 7 });
const depth = fc.integer({ min: 8, max: 14 });
/** Steps of a scaling list that never lead to 0 by themselves. */
const steps = fc.array(fc.constantFrom(1, 2, 3), { maxLength: 64, size: 'max' });
const SPS: fc.Arbitrary<Written> = fc.record({
  profile: fc.constantFrom(66, 77, 88, ...HIGH),
  id: fc.integer({ min: 0, max: 31 }),
  chroma: fc.integer({ min: 0, max: 3 }),
  separatePlanes: fc.boolean(),
  depths: fc.tuple(depth, depth),
  scaling: fc.option(fc.array(fc.option(steps), { minLength: 12, maxLength: 12 })),
  frameNumberBits: fc.integer({ min: 4, max: 16 }),
  order: fc.record({
    type: fc.integer({ min: 0, max: 2 }),
    cycle: fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 5 }),
  }),
  columns: fc.integer({ min: 2, max: 300 }),
  rows: fc.integer({ min: 2, max: 300 }),
  framesOnly: fc.boolean(),
  crop: fc.option(fc.tuple(side, side, side, side)),
  vui: fc.option(
    fc.record({
      aspect: fc.option(fc.constantFrom(1, 14, 17, 255)),
      overscan: fc.option(fc.boolean()),
      video: fc.option(
        fc.record({
          fullRange: fc.boolean(),
          colour: fc.option(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255))),
        }),
      ),
    }),
  ),
});

it('parseSps reads every sequence parameter set that the standard allows', () => {
  fc.assert(
    fc.property(SPS, (sps) => {
      expect(parseSps(write(sps))).toMatchObject(expected(sps));
    }),
    { numRuns: 1000 },
  );
});

it('isFieldSlice finds the flag behind a frame number of any length, and after the colour plane', () => {
  fc.assert(
    fc.property(
      SPS,
      fc.boolean(),
      fc.nat(15),
      fc.constantFrom(1, 5, 6),
      (sps, isField, number, type) => {
        const { separatePlanes, framesOnly } = expected(sps);
        const bits = new BitWriter().ue(0).ue(7).ue(0);
        if (separatePlanes) bits.u(2, 1);
        bits.u(sps.frameNumberBits, number);
        bits.flag(isField).flag(!isField).ue(9);
        const isSlice = type === 1 || type === 5;
        const nal = bits.nal(0x60 | type);
        expect(isFieldSlice(nal, parseSps(write(sps)))).toBe(isSlice && !framesOnly && isField);
      },
    ),
    { numRuns: 300 },
  );
});
