import { describe, expect, it } from '@jest/globals';
import { childrenOf, elementAt, readFloat, readUnsigned } from './ebml.js';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('elementAt', () => {
  it.each<[string, number, number, number | null]>([
    ['ec80', 0xec, 2, 0],
    ['e781', 0xe7, 2, 1],
    ['42868101', 0x4286, 3, 1],
    ['2ad7b14003', 0x2ad7b1, 5, 3],
    ['1549a96601000000000001f4', 0x1549a966, 12, 500],
    ['18538067ff', 0x18538067, 5, null],
    ['1853806701ffffffffffffff', 0x18538067, 12, null],
    ['1f43b6750fffffffff', 0x1f43b675, 9, null],
  ])('reads %s', (hex, id, content, size) => {
    expect(elementAt(bytes(hex))).toEqual({ id, content, size });
  });

  it.each(['', '00', '08ffffff', 'ec', 'ec00', 'ec4f', '1a45df', '080000000180'])(
    'does not take %p for one',
    (hex) => {
      expect(() => elementAt(bytes(hex))).toThrow();
    },
  );
});

describe('childrenOf', () => {
  it('lists them by id, in order', () => {
    const children = childrenOf(bytes('e78101ec80e7820203'));
    expect(children.get(0xe7)).toEqual([bytes('01'), bytes('0203')]);
    expect(children.get(0xec)).toEqual([bytes('')]);
  });

  it('lists as many as there may be', () => {
    expect(childrenOf(bytes('ec80'.repeat(1024))).get(0xec)).toHaveLength(1024);
  });

  it.each([
    ['reaches past the end', 'e78401'],
    ['has no known size', 'e7ff01'],
    ['is one too many', 'ec80'.repeat(1025)],
  ])('does not take one that %s', (_, hex) => {
    expect(() => childrenOf(bytes(hex))).toThrow();
  });
});

it.each([
  ['', 0],
  ['05', 5],
  ['0f4240', 1_000_000],
  ['0000010000000000', 2 ** 40],
])('reads the number %p', (hex, value) => {
  expect(readUnsigned(bytes(hex))).toBe(value);
});

it('does not read numbers that are longer', () => {
  expect(() => readUnsigned(bytes('0100000000000000'))).toThrow();
});

it.each([
  ['', 0],
  ['3f800000', 1],
  ['40b7860000000000', 6022],
])('reads the float %p', (hex, value) => {
  expect(readFloat(bytes(hex))).toBe(value);
});
