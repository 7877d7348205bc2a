import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendMessage } from '../../src/webhooks/send-message.js';
import {
  endless,
  failing,
  hanging,
  ok,
  type Receiver,
  startReceiver,
} from '../support/receiver.js';

const BODY = JSON.stringify({ type: 'clip.completed', timestamp: 't', data: { event_id: 7 } });

describe('sendMessage', () => {
  let receiver: Receiver;
  let elsewhere: Receiver;

  beforeAll(async () => {
    [receiver, elsewhere] = await Promise.all([startReceiver(), startReceiver()]);
  });
  afterAll(() => Promise.all([receiver.close(), elsewhere.close()]));

  const send = (signal = new AbortController().signal) =>
    sendMessage(new URL(receiver.url), BODY, { 'webhook-id': 'm' }, signal);

  it.each([
    ['2xx', ok],
    ['2xx and a body that never ends', endless],
  ])('delivers a message to a receiver that answers %s', async (_, answer) => {
    receiver.answer(answer);
    await send();
    expect(receiver.received.at(-1)).toMatchObject({
      body: BODY,
      headers: { 'webhook-id': 'm', 'content-type': 'application/json' },
    });
  });

  it('fails where the receiver answers with an error', async () => {
    receiver.answer(failing);
    await expect(send()).rejects.toThrow('The receiver answered 500');
  });

  it.each([301, 302, 303, 307, 308])(
    'fails for a redirect by %d, and does not follow it',
    async (status) => {
      receiver.answer(
        (response) => void response.writeHead(status, { location: elsewhere.url }).end(),
      );
      await expect(send()).rejects.toThrow(`The receiver answered ${status}`);
      expect(elsewhere.received).toEqual([]);
    },
  );

  it('fails at once where it is aborted while the receiver hangs', async () => {
    const abort = new AbortController();
    receiver.answer(() => abort.abort(new Error('shutdown')));
    await expect(send(abort.signal)).rejects.toThrow('shutdown');
    receiver.answer(hanging);
  });
});
