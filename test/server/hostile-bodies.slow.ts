import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

interface Operation {
  requestBody?: object;
}
const contract = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Operation>>;
};
const ROUTES = Object.entries(contract.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(([, { requestBody }]) => requestBody)
    .map(([method]) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1')] as const),
);

const MAX_HOLD_SECONDS = 0.1;
const MAX_ANSWER_BYTES = 20_000;
const ITEMS = 450_000;
const LISTS = ['recordings', 'detections'];

/** Bodies of just under a megabyte. */
const BODIES: [title: string, body: string][] = [
  ...LISTS.flatMap((list): [string, string][] => [
    [`a million bytes of numbers in ${list}`, `{"${list}":[${'1,'.repeat(ITEMS)}1]}`],
    [`as many objects in ${list} as are read`, filled(list, 999, '{}')],
    [`a thousand ${list} with unknown fields`, filled(list, 999, '{"a":1,"b":2,"c":3,"d":[]}')],
    [
      `a thousand ${list} with wrong fields`,
      filled(list, 999, '{"camera_id":1,"file_path":2,"detected_at":3,"duration_seconds":[4]}'),
    ],
  ]),
  ['a list as the body', `[${'{},'.repeat(300_000)}{}]`],
  ['unknown fields', `{${Array.from({ length: 60_000 }, (_, i) => `"f${i}":${i}`).join()}}`],
  ['a name of a megabyte', `{"${'n'.repeat(1_000_000)}":1}`],
  ['a camera of a megabyte', `{"camera_id":"${'é'.repeat(500_000)}"}`],
  ['lists in lists', '['.repeat(500_000) + ']'.repeat(500_000)],
];

function filled(list: string, count: number, item: string): string {
  return `{"${list}":[${Array(count).fill(item).join()}]}`;
}

describe('A body that was made to be expensive', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
  });
  afterAll(async () => {
    await service.stop();
    await home.remove();
  });

  /** The longest time that the event loop was held since the last call, in seconds. */
  async function longestHold(): Promise<number> {
    const { body } = await service.call<string>('GET', '/metrics');
    return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(body)![1]);
  }

  /** Sends it compressed, as then a kilobyte is enough. */
  async function send(method: string, path: string, body: Buffer): Promise<Response> {
    return fetch(service.origin + path, {
      method,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(body),
    });
  }

  describe.each(ROUTES)('of %s %s', (method, path) => {
    it.each(BODIES)('is refused at once: %s', async (_, text) => {
      const body = gzipSync(text);
      const holds: number[] = [];
      // The least of some, since the machine may be busy. The code is compiled at the first.
      for (let attempt = 0; attempt < 8; attempt++) {
        await longestHold();
        const response = await send(method, path, body);
        const answer = await response.text();
        holds.push(await longestHold());
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.status).toBeLessThan(500);
        expect(answer.length).toBeLessThan(MAX_ANSWER_BYTES);
        if (holds.at(-1)! < MAX_HOLD_SECONDS) break;
      }
      expect(Math.min(...holds)).toBeLessThan(MAX_HOLD_SECONDS);
    });
  });
});
