import { describe, expect, it } from '@jest/globals';
import { encodeNotification } from './notifications.js';

describe('encodeNotification', () => {
  it('takes 7,800 bytes of JSON', () => {
    const payload = (bytes: number) => ({ a: 'é'.repeat(2) + 'x'.repeat(bytes - 12) });
    expect(Buffer.byteLength(encodeNotification(payload(7800)))).toBe(7800);
    expect(() => encodeNotification(payload(7801))).toThrow(RangeError);
  });
});
