import { describe, expect, it } from '@jest/globals';
import { holdsUserData, isSigningUnit } from './sei.js';

const SEI = 0x06;
const END = 0x80;
const recoveryPoint = [6, 1, 0xc4];
const userData = [5, 17, ...Array<number>(16).fill(1), 65];

/** With an emulation prevention byte, which is no part of the message's size. */
const signature = [5, 20, ...Buffer.from('005bc93f2d715e95ada4796f90877a6f', 'hex'), 0, 0, 3, 0, 7];

describe('holdsUserData', () => {
  it.each<[string, boolean, number[]]>([
    ['user data', true, [SEI, ...userData, END]],
    ['user data after another message', true, [SEI, ...recoveryPoint, ...userData, END]],
    [
      'user data after a long one',
      true,
      [SEI, 6, 255, 1, ...Array<number>(256).fill(2), ...userData, END],
    ],
    ['registered user data, such as captions', true, [SEI, 4, 4, 0xb5, 0, 0x31, 0x47, END]],
    ['a signature', false, [SEI, ...signature, END]],
    ['a signature after another message', false, [SEI, ...recoveryPoint, ...signature, END]],
    ['user data after a signature', true, [SEI, ...signature, ...userData, END]],
    ['a signature after user data', true, [SEI, ...userData, ...signature, END]],
    ['a signature that is registered', true, [SEI, 4, ...signature.slice(1), END]],
    ['a unit of a type left to others', true, [0x1e, 1, 2, 3]],
    ['a unit of no type', true, [0x60, 1, 2, 3]],
    ['a unit of the first type left to others', true, [0x18, 1, 2, 3]],
    ['a unit of the last type that is not', false, [0x17, 1, 2, 3]],
    ['user data of which nothing but its type is left', true, [SEI, 5, END]],
    ['a last byte that is no message', false, [SEI, ...recoveryPoint, 5]],
    ['another message', false, [SEI, ...recoveryPoint, END]],
    ['one whose content looks like it', false, [SEI, 6, 2, 5, 17, END]],
    ['one of type 260', false, [SEI, 255, 5, 1, 0, END]],
    ['one cut short', false, [SEI, 6, 200, END]],
    ['nothing', false, [SEI]],
    ['a picture', false, [0x65, ...userData, END]],
  ])('%s: %s', (_, expected, bytes) => {
    expect(holdsUserData(Uint8Array.from(bytes))).toBe(expected);
  });
});

describe('isSigningUnit', () => {
  it.each<[string, boolean, number[]]>([
    ['a signature', true, [SEI, ...signature, END]],
    ['two signatures', true, [SEI, ...signature, ...signature, END]],
    ['a signature after another message', true, [SEI, ...recoveryPoint, ...signature, END]],
    ['a signature with user data', false, [SEI, ...signature, ...userData, END]],
    ['user data', false, [SEI, ...userData, END]],
    ['another message', false, [SEI, ...recoveryPoint, END]],
    ['a unit of a type left to others', false, [0x1e, 1, 2, 3]],
    ['a picture', false, [0x65, ...signature, END]],
  ])('%s: %s', (_, expected, bytes) => {
    expect(isSigningUnit(Uint8Array.from(bytes))).toBe(expected);
  });
});
