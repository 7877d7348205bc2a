import { describe, expect, it } from '@jest/globals';
import { payloadOf } from './nal.js';

describe('payloadOf', () => {
  it('leaves out the header and the emulation prevention bytes', () => {
    const nal = Buffer.from('67000003010000030003' + '03', 'hex');
    expect(Buffer.from(payloadOf(nal)).toString('hex')).toBe('0000010000000303');
  });
});
