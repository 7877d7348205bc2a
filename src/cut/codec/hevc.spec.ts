import { describe, expect, it } from '@jest/globals';
import { joinAnnexB } from '../../formats/nal-units.js';
import { hevc } from './hevc.js';

const nal = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (nals: readonly Uint8Array[]) =>
  nals.map((each) => Buffer.from(each).toString('hex'));

/** Written by x265. */
const VPS = nal('40010c01ffff01600000030090000003000003003cba024000');
const SPS = nal(
  '42010101600000030090000003000003003ca00a080c1f3e5ba4a4c2f016808000000300800000078400',
);
const TEN_BITS = nal(
  '42010102200000030090000003000003003ca00a080c1f3b65ba4a4c2f016808000003000800000300784000',
);
const CROPPED = nal(
  '42010101600000030090000003000003003fa005220171c44d96e92930bc05a020000003002000000301e100',
);
const PPS = nal('4401c073c18900');
const DELIMITER = nal('460110');
const END_OF_BITSTREAM = nal('4a01');
const USER_DATA = nal('4e010511010101010101010101010101010101010141' + '80');
const SIGNATURE = nal('4e010510005bc93f2d715e95ada4796f90877a6f80');
const MASTERING_DISPLAY = nal('4e018902010280');
const BUFFERING = nal('4e010002010280');
const SECOND_LAYER = nal('2809ac64c2ed4c3c65');

const IDR = nal('2801ac64c2ed4c3c65');
const IDR_WITH_LEADING = nal('2601ac64c2ed4c3c65');
const CRA = nal('2a01ac64c2ed4c3c65');
const BLA = nal('2001ac64c2ed4c3c65');
const P = nal('0201d00957dffb');
const RADL = nal('0c01d00957dffb');
const RASL = nal('1201d00957dffb');

const SETS = [VPS, SPS, PPS];

describe('hevc', () => {
  it.each([
    ['an IDR picture', IDR, { mayHaveLeading: false, isSync: true }],
    ['an IDR picture with leading ones', IDR_WITH_LEADING, { mayHaveLeading: true, isSync: true }],
    ['a CRA picture', CRA, { mayHaveLeading: true, isSync: false }],
    ['a BLA picture', BLA, { mayHaveLeading: true, isSync: true }],
    ['another picture', P, null],
    ['a leading picture', RASL, null],
    ['a reserved picture', nal('2c01ac64'), null],
  ])('can be entered at %s or not', (_, picture, entryPoint) => {
    expect(hevc.entryPointOf([...SETS, picture])).toEqual(entryPoint);
  });

  it.each([
    ['a RADL picture', RADL, true],
    ['a RASL picture', RASL, true],
    ['another picture', P, false],
    ['the type below', nal('0a01d009'), false],
    ['an IDR picture', IDR, false],
  ])('knows whether %s is a leading one', (_, picture, isLeading) => {
    expect(hevc.isLeading([DELIMITER, picture])).toBe(isLeading);
  });

  it('leaves delimiters, user data and other layers out of a copy, and nothing else', () => {
    const left = [DELIMITER, USER_DATA, END_OF_BITSTREAM, SECOND_LAYER];
    const nals = [...left, ...SETS, IDR, P, SIGNATURE, MASTERING_DISPLAY, BUFFERING];
    expect(nals.filter((each) => hevc.isLeftOut(each))).toEqual(left);
    expect(nals.filter((each) => hevc.isParameterSet(each))).toEqual(SETS);
    expect(nals.filter((each) => hevc.isPicture(each))).toEqual([IDR, P]);
    expect(nals.filter((each) => hevc.isSignature(each))).toEqual([SIGNATURE]);
  });

  it('begins a tail with a CRA picture as a BLA picture, without messages about buffering', () => {
    const changed = hevc.asTailStart([BUFFERING, MASTERING_DISPLAY, CRA, CRA]);
    expect(hexOf(changed)).toEqual(hexOf([MASTERING_DISPLAY, BLA, BLA]));
  });

  it('begins a tail with an IDR picture as it is', () => {
    const nals = [MASTERING_DISPLAY, IDR];
    expect(hevc.asTailStart(nals)).toBe(nals);
  });

  it('finds the ids that no set has', () => {
    expect(hevc.freeSetIds([])).toEqual(Array.from({ length: 16 }, (_, i) => 15 + i));
    expect(hevc.freeSetIds(SETS)).toEqual(Array.from({ length: 15 }, (_, i) => 16 + i));
    const { sets } = hevc.readHead(joinAnnexB([...SETS, DELIMITER, IDR]), 18);
    expect(hevc.freeSetIds(sets)).not.toContain(18);
    expect(hevc.freeSetIds([PPS])).toHaveLength(16);
  });

  it('encodes a head like the recording', () => {
    expect(hevc.codingOf(SETS, [IDR])).toEqual({
      profile: 'main',
      pixelFormat: 'yuv420p',
      colour: { fullRange: false, primaries: null, transfer: null, matrix: null },
    });
    expect(hevc.codingOf([VPS, TEN_BITS, PPS], [IDR])).toMatchObject({
      profile: 'main10',
      pixelFormat: 'yuv420p10le',
    });
  });

  it.each<[string, Uint8Array[], string]>([
    ['no parameter set', [VPS, PPS], 'damaged'],
    ['no PPS', [VPS, SPS], 'damaged'],
    ['a profile of other kinds', [VPS, Uint8Array.from(SPS, (byte, i) => (i === 3 ? 4 : i === 4 ? 0x08 : byte)), PPS], 'profile'], // prettier-ignore
  ])('gives up with %s', (_, sets, obstacle) => {
    expect(() => hevc.codingOf(sets, [IDR])).toThrow(expect.objectContaining({ obstacle }));
  });

  it('reads the sets and the frames of a head, and changes their ids', () => {
    const stream = joinAnnexB([DELIMITER, ...SETS, USER_DATA, IDR, DELIMITER, P]);
    const { sets, frames } = hevc.readHead(stream, 20);
    expect(sets.map((set) => hevc.setIdOf(set))).toEqual([
      { kind: 0, id: 5 },
      { kind: 1, id: 5 },
      { kind: 2, id: 20 },
    ]);
    expect(frames.map(hexOf)).toEqual([['280182ac64c2ed4c3c65'], ['020185500957dffb']]);
    expect(() => hevc.codingOf(sets, frames[0]!)).not.toThrow();
  });

  it('describes the track', () => {
    const { sampleEntry, codecString } = hevc.trackCodec(SETS);
    expect([sampleEntry, codecString]).toEqual(['hvc1', 'hvc1.1.6.L60.90']);
  });

  it.each<[string, Uint8Array[]]>([
    ['two sizes', [...SETS, CROPPED]],
    ['two depths', [...SETS, TEN_BITS]],
  ])('gives up with %s', (_, sets) => {
    expect(() => hevc.trackCodec(sets)).toThrow(
      expect.objectContaining({ obstacle: 'sources_differ' }),
    );
  });

  it('gives sets and pictures another id, and leaves out messages that refer to the old one', () => {
    const changed = hevc.withSetId!([BUFFERING, MASTERING_DISPLAY, ...SETS, IDR], 20);
    expect(changed[0]).toBe(MASTERING_DISPLAY);
    expect(changed).toHaveLength(5);
    expect(changed.slice(1, 4).map((set) => hevc.setIdOf(set).id)).toEqual([5, 5, 20]);
    expect(hexOf(changed.slice(4))).toEqual(['280182ac64c2ed4c3c65']);
  });

  it('gives up where a picture cannot get another id', () => {
    const [withOtherId] = hevc.withSetId!([IDR], 20);
    expect(hexOf(hevc.withSetId!([withOtherId!], 21))).toEqual(['280182' + 'cc64c2ed4c3c65']);
    // With the id 3, whose code has five bits.
    expect(() => hevc.withSetId!([nal('280190ac64')], 20)).toThrow(
      expect.objectContaining({ obstacle: 'set_ids' }),
    );
  });
});
