import { describe, expect, it } from '@jest/globals';
import { holdsUserData, isOnBuffering, isSigningUnit } from './sei.js';

const [PREFIX, SUFFIX, IDR] = [0x4e, 0x50, 0x28];
const END = 0x80;
const unit = (type: number, ...content: number[]) => Uint8Array.of(type, 1, ...content, END);

const userData = [5, 17, ...Array<number>(16).fill(1), 65];
const captions = [4, 4, 0xb5, 0, 0x31, 0x47];
const signature = [5, 20, ...Buffer.from('005bc93f2d715e95ada4796f90877a6f', 'hex'), 0, 0, 3, 0, 7];
const masteringDisplay = [137, 2, 1, 2];
const bufferingPeriod = [0, 2, 1, 2];
const pictureTiming = [1, 1, 9];
const decodingUnit = [130, 1, 9];

describe('A unit of HEVC', () => {
  it.each<[string, Uint8Array, [userData: boolean, signs: boolean, buffering: boolean]]>([
    ['of user data', unit(PREFIX, ...userData), [true, false, false]],
    ['of user data after its picture', unit(SUFFIX, ...userData), [true, false, false]],
    ['of captions', unit(PREFIX, ...captions), [true, false, false]],
    ['of a signature', unit(PREFIX, ...signature), [false, true, false]],
    ['of a signature and user data', unit(PREFIX, ...signature, ...userData), [true, false, false]],
    ['of metadata of HDR', unit(PREFIX, ...masteringDisplay), [false, false, false]],
    ['of a buffering period', unit(PREFIX, ...bufferingPeriod), [false, false, true]],
    ['of a picture timing', unit(PREFIX, ...pictureTiming), [false, false, true]],
    ['of both', unit(PREFIX, ...bufferingPeriod, ...pictureTiming), [false, false, true]],
    ['of a decoding unit', unit(PREFIX, ...decodingUnit), [false, false, true]],
    ['of timing and HDR', unit(PREFIX, ...pictureTiming, ...masteringDisplay), [false, false, false]], // prettier-ignore
    ['of a picture', unit(IDR, ...userData), [false, false, false]],
    ['of the first type left to others', Uint8Array.of(0x60, 1, 2), [true, false, false]],
    ['of the last type that is not', Uint8Array.of(0x5e, 1, 2), [false, false, false]],
  ])('%s', (_, nal, expected) => {
    expect([holdsUserData(nal), isSigningUnit(nal), isOnBuffering(nal)]).toEqual(expected);
  });
});
