import { describe, expect, it } from '@jest/globals';
import { parseMessage } from './parse-message.js';

describe('parseMessage', () => {
  it.each([
    ['clips {"event_id":7}', { channel: 'clips', payload: { event_id: 7 } }],
    ['a {"text":"two words\u2028"}', { channel: 'a', payload: { text: 'two words\u2028' } }],
    ['jobs.queued {}', { channel: 'jobs.queued', payload: {} }],
    ['', null],
    ['hello', null],
    ['hello world', null],
    [' {}', null],
    ['clips {"event_id":', null],
    ['clips null', null],
    ['clips 7', null],
    ['clips [7]', null],
  ])('reads %j', (message, expected) => {
    expect(parseMessage(message)).toEqual(expected);
  });
});
