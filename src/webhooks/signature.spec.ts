import { describe, expect, it } from '@jest/globals';
import { messageHeaders } from './signature.js';

const now = new Date(1_614_265_330_999);
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };

describe('messageHeaders', () => {
  it('reproduces the test vector of Standard Webhooks', () => {
    expect(messageHeaders(message, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', now)).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('accepts any text as the secret', () => {
    const { 'webhook-signature': one } = messageHeaders(message, 'a secret of ours', now);
    const { 'webhook-signature': other } = messageHeaders(message, 'another secret', now);
    expect(one).toMatch(/^v1,[\w+/]{43}=$/);
    expect(other).not.toBe(one);
  });

  it('signs nothing without a secret', () => {
    expect(messageHeaders(message, null, now)).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
    });
  });
});
