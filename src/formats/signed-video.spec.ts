import { describe, expect, it } from '@jest/globals';
import { isSignature } from './signed-video.js';

const ONVIF = '005bc93f2d715e95ada4796f90877a6f';
const AXIS = Buffer.from('Signed Video...0', 'latin1').toString('hex');

describe('isSignature', () => {
  it.each<[string, string, boolean]>([
    ['of ONVIF Media Signing', `${ONVIF}00ff`, true],
    ['of the framework of Axis', `${AXIS}00ff`, true],
    ['without anything after its UUID', ONVIF, true],
    ['with another UUID', `01${ONVIF.slice(2)}00ff`, false],
    ['with a UUID that differs in its last byte', `${ONVIF.slice(0, -2)}6e00ff`, false],
    ['cut short', ONVIF.slice(0, -2), false],
    ['that is empty', '', false],
  ])('knows user data %s', (_, hex, expected) => {
    expect(isSignature(Buffer.from(hex, 'hex'))).toBe(expected);
  });
});
