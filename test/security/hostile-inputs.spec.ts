import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdir, stat } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { deviation } from '../support/contract.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';

const STARTED = '2026-01-03T10:00:00Z';

interface Hostile {
  /** Path, or method and path; `:id` is the event that has a clip. */
  route: string;
  body?: string | Buffer | object;
  headers?: Record<string, string>;
}

/** Inputs that are refused, with their status. Those of contract.spec.ts are not repeated here. */
const REFUSED: [string, number, Hostile][] = [
  // Paths of the service
  ['a folder up, encoded', 404, { route: '/api/media/clips/%2e%2e%2f%2e%2e%2fetc%2fpasswd' }],
  ['a folder up, encoded twice', 404, { route: '/api/media/clips/%252e%252e%252f:id_clip.mp4' }],
  ['a folder up, by overlong UTF-8', 400, { route: '/api/media/clips/..%c0%af:id_clip.mp4' }],
  ['a folder up, as it is', 404, { route: '/api/media/clips/../../../../etc/passwd' }],
  ['a folder up, with backslashes', 404, { route: '/api/media/clips/..%5c:id_clip.mp4' }],
  ['a folder up in the posters', 404, { route: '/api/media/posters/..%2f:id_clip.mp4' }],
  ['a folder up out of the page', 404, { route: '/assets/..%2f..%2f..%2fpackage.json' }],
  ['a folder up out of the documentation', 404, { route: '/api/docs/..%2f..%2fpackage.json' }],
  [
    'a folder up out of the documentation, as it is',
    404,
    { route: '/api/docs/../../package.json' },
  ],
  ['a NUL in the name of a clip', 400, { route: '/api/media/clips/:id_clip.mp4%00' }],
  ['a NUL before the ending', 400, { route: '/api/media/clips/:id_clip.mp4%00.gif' }],
  [
    'a line end in the name of a clip',
    404,
    { route: '/api/media/clips/:id_clip.mp4%0d%0aX-Evil:%201' },
  ],
  ['a stream of a Windows file', 404, { route: '/api/media/clips/:id_clip.mp4::$DATA' }],
  ['a temporary file', 404, { route: '/api/media/clips/.tmp%2fx.mp4' }],
  ['a poster as a clip', 404, { route: '/api/media/clips/posters%2f:id.jpg' }],
  ['a clip with digits of another script', 404, { route: '/api/media/clips/%EF%BC%91_clip.mp4' }],
  ['a clip with the sign of a soft hyphen', 404, { route: '/api/media/clips/1%C2%AD_clip.mp4' }],
  ['a clip of id 0', 404, { route: '/api/media/clips/0_clip.mp4' }],
  ['a clip beyond the integers', 404, { route: '/api/media/clips/9007199254740993_clip.mp4' }],
  ['a name of 8,000 characters', 404, { route: `/api/media/clips/${'1'.repeat(8000)}_clip.mp4` }],
  ['an address beyond what is read', 431, { route: `/api/events?camera_id=${'x'.repeat(20_000)}` }],
  ['a surrogate, encoded', 400, { route: '/api/events/%ED%A0%80' }],
  ['half an encoding', 400, { route: '/api/media/posters/%' }],
  ['a method that nobody has', 404, { route: 'PROPFIND /api/events/:id' }],
  ['TRACE', 404, { route: 'TRACE /api/events/:id' }],
  [
    'another method by header',
    404,
    {
      route: 'POST /api/events/:id',
      body: {},
      headers: { 'x-http-method-override': 'DELETE' },
    },
  ],
  ['another method by query', 404, { route: 'POST /api/events/:id?_method=DELETE', body: {} }],
  [
    'another address by header',
    404,
    {
      route: '/api/nothing',
      headers: { 'x-original-url': '/api/events', 'x-rewrite-url': '/api/events' },
    },
  ],

  // Ids
  ['an id with a trailing line end', 400, { route: '/api/events/1%0A' }],
  ['an id in Arabic digits', 400, { route: '/api/events/%D9%A1' }],
  ['an id with SQL', 400, { route: 'DELETE /api/events/1%20OR%201=1' }],
  ['an id with a comment', 400, { route: 'DELETE /api/recordings/1--' }],
  ['an id that is an object', 400, { route: '/api/events/[object%20Object]' }],
  ['an id that is __proto__', 400, { route: '/api/events/__proto__' }],
  ['an id of 1,000 digits', 400, { route: `PATCH /api/events/${'9'.repeat(1000)}`, body: {} }],
  ['a negative zero', 400, { route: '/api/events/-0' }],

  // Queries
  ['a limit of all', 400, { route: '/api/events?limit=201' }],
  ['a limit beyond the integers', 400, { route: '/api/events?limit=9007199254740993' }],
  ['a limit with an exponent', 400, { route: '/api/events?limit=1e2' }],
  ['a limit that is negative', 400, { route: '/api/recordings?limit=-1' }],
  ['a limit given twice', 400, { route: '/api/events?limit=1&limit=2' }],
  ['a limit in brackets', 400, { route: '/api/events?limit[$gt]=1' }],
  ['a camera given twice', 400, { route: '/api/events?camera_id=a&camera_id=b' }],
  ['a camera that is an object', 400, { route: '/api/events?camera_id[length]=1' }],
  ['a camera with a NUL', 400, { route: '/api/events?camera_id=%00' }],
  ['a camera of 201 characters', 400, { route: `/api/events?camera_id=${'x'.repeat(201)}` }],
  ['__proto__ in the query', 400, { route: '/api/events?__proto__[limit]=1' }],
  ['constructor in the query', 400, { route: '/api/events?constructor[prototype][limit]=1' }],
  ['toString in the query', 400, { route: '/api/events?toString=1' }],
  ['a cursor made up', 400, { route: '/api/events?cursor=AAAA' }],
  [
    'a cursor with SQL',
    400,
    {
      route: `/api/events?cursor=${Buffer.from(`${STARTED} 1) OR 1=1`).toString('base64url')}`,
    },
  ],
  [
    'a cursor at the end of time',
    400,
    {
      route: `/api/events?cursor=${Buffer.from('+275760-09-13T00:00:00.001Z 1').toString('base64url')}`,
    },
  ],
  [
    'a cursor beyond the integers',
    400,
    {
      route: `/api/recordings?cursor=${Buffer.from(`${STARTED} 9999999999`).toString('base64url')}`,
    },
  ],
  ['an instant of the year 10000', 400, { route: '/api/events?from=10000-01-01T00:00:00Z' }],
  ['an instant before the calendar', 400, { route: '/api/events?from=-000001-01-01T00:00:00Z' }],
  ['an instant without an offset', 400, { route: '/api/recordings?to=2026-01-03T10:00:00' }],
  ['an instant that is a number', 400, { route: '/api/events?from=0' }],
  ['a boolean that is none', 400, { route: '/api/events?has_clip=yes' }],

  // Bodies
  [
    'a duplicated key with a bad second value',
    400,
    {
      route: 'POST /api/events/:id/clip/generate',
      body: '{"force": false, "force": "x"}',
    },
  ],
  [
    '__proto__ inside a detection',
    400,
    {
      route: 'POST /api/events/:id/detections',
      body: `{"detections": [{"file_path": "/x", "detected_at": "${STARTED}", "__proto__": {"x": 1}}]}`,
    },
  ],
  [
    'prototype inside a recording',
    400,
    {
      route: 'POST /api/recordings',
      body: '{"camera_id": "a", "file_path": "/x", "prototype": {}}',
    },
  ],
  [
    'hasOwnProperty as a field',
    400,
    {
      route: 'PATCH /api/events/:id',
      body: '{"hasOwnProperty": 1, "label": "x"}',
    },
  ],
  [
    'toJSON as a field',
    400,
    { route: 'PATCH /api/events/:id/clip', body: { protected: true, toJSON: 1 } },
  ],
  ['an array as text', 400, { route: 'PATCH /api/events/:id', body: { label: ['x'] } }],
  ['an object as text', 400, { route: 'PATCH /api/events/:id', body: { label: { toString: 1 } } }],
  ['a number as text', 400, { route: 'PATCH /api/events/:id', body: { summary: 1 } }],
  [
    'a text as a boolean',
    400,
    { route: 'PATCH /api/events/:id/clip', body: { protected: 'false' } },
  ],
  [
    'a reason of 1,001 characters',
    400,
    {
      route: 'PATCH /api/events/:id/clip',
      body: { protected: true, reason: 'x'.repeat(1001) },
    },
  ],
  [
    'a lone surrogate deep inside',
    400,
    {
      route: 'POST /api/events/:id/detections',
      body: `{"detections": [{"file_path": "/\\udfff", "detected_at": "${STARTED}"}]}`,
    },
  ],
  [
    '1,001 detections',
    400,
    {
      route: 'POST /api/events/:id/detections',
      body: { detections: Array(1001).fill({ file_path: '/x', detected_at: STARTED }) },
    },
  ],
  [
    'an object in the place of a list',
    400,
    {
      route: 'POST /api/events/:id/detections',
      body: { detections: { length: 1, 0: { file_path: '/x', detected_at: STARTED } } },
    },
  ],
  [
    'a list of a million',
    413,
    {
      route: 'POST /api/events/:id/detections',
      body: `{"detections": [${'1,'.repeat(600_000)}1]}`,
    },
  ],
  [
    'a link that lives 100 years',
    400,
    {
      route: 'POST /api/events/:id/clip/share',
      body: { ttl_seconds: 3_153_600_000 },
    },
  ],
  [
    'a link that never lived',
    400,
    { route: 'POST /api/events/:id/clip/share', body: { ttl_seconds: 0 } },
  ],
  [
    'an offset next to the bound',
    400,
    {
      route: 'POST /api/events/:id/clip/generate',
      body: '{"end_offset_seconds": 3600.0000000001}',
    },
  ],
  [
    'an offset of -2^63',
    400,
    {
      route: 'POST /api/events/:id/clip/generate',
      body: '{"start_offset_seconds": -9223372036854775808}',
    },
  ],
  [
    'a date that does not exist',
    400,
    {
      route: 'POST /api/events',
      body: { camera_id: 'a', started_at: '2026-02-30T00:00:00Z' },
    },
  ],
  [
    'a duration of nothing',
    400,
    {
      route: 'POST /api/recordings',
      body: { camera_id: 'a', file_path: '/x', duration_seconds: 0 },
    },
  ],
  [
    'a duration beyond numbers',
    400,
    {
      route: 'POST /api/recordings',
      body: '{"camera_id": "a", "file_path": "/x", "duration_seconds": 1e999}',
    },
  ],
  [
    'JSON in UTF-16',
    400,
    { route: 'POST /api/events', body: Buffer.from('{"camera_id":"a"}', 'utf16le') },
  ],
  [
    'JSON that says UTF-16 and is not',
    400,
    {
      route: 'POST /api/events',
      body: '{"camera_id": "a"}',
      headers: { 'content-type': 'application/json; charset=utf-16' },
    },
  ],
  [
    'bytes that are no UTF-8',
    400,
    { route: 'POST /api/events', body: Buffer.from('ff fe 00 7b 22', 'latin1') },
  ],
  ['NaN', 400, { route: 'POST /api/events/:id/clip/generate', body: '{"fps": NaN}' }],
  ['a comment in JSON', 400, { route: 'POST /api/events', body: '{/**/"camera_id": "a"}' }],
  [
    'a megabyte that unpacks to a gigabyte',
    413,
    {
      route: 'POST /api/events',
      body: gzipSync(Buffer.alloc(2 ** 28, '[')),
      headers: { 'content-encoding': 'gzip' },
    },
  ],
  [
    'XML',
    415,
    {
      route: 'POST /api/events',
      body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      headers: { 'content-type': 'application/xml' },
    },
  ],
  [
    'a form',
    415,
    {
      route: 'POST /api/events',
      body: 'camera_id=a&started_at=2026-01-03T10%3A00%3A00Z',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  ],
  [
    'a file of a form',
    415,
    {
      route: 'POST /api/recordings',
      body: '--x\r\nContent-Disposition: form-data; name="a"; filename="../../x"\r\n\r\nx\r\n--x--',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    },
  ],
  [
    'JSON that says it is text',
    415,
    {
      route: 'POST /api/cleanup/run',
      body: '{}',
      headers: { 'content-type': 'text/plain' },
    },
  ],
  [
    'no type at all',
    415,
    { route: 'POST /api/cleanup/run', body: '{}', headers: { 'content-type': '' } },
  ],

  // Paths of footage
  ...[
    '/etc/passwd',
    '/proc/self/environ',
    '/dev/zero',
    '//etc/passwd',
    'file:///etc/passwd',
    'http://127.0.0.1:1/x.mp4',
    'concat:/etc/passwd|/etc/hosts',
    'subfile,,start,0,end,9,,:/etc/passwd',
    'pipe:0',
    '-i',
    '%2fetc%2fpasswd',
    'C:\\Windows\\win.ini',
    '\\\\server\\share',
    '~root/x.mp4',
    '/media/../etc/passwd',
    `${'/x'.repeat(500)}`,
    '.',
    '/',
  ].map((path): [string, number, Hostile] => [
    `footage at ${path.slice(0, 40)}`,
    400,
    { route: 'POST /api/recordings', body: { camera_id: 'a', file_path: path } },
  ]),

  // Conditions and ranges that no file meets
  [
    'a range from the end of numbers',
    416,
    {
      route: '/api/media/clips/:id_clip.mp4',
      headers: { range: `bytes=${'9'.repeat(400)}-` },
    },
  ],
  [
    'a condition that no tag meets',
    412,
    {
      route: '/api/media/clips/:id_clip.mp4',
      headers: { 'if-match': `${'"x",'.repeat(2000)}"y"` },
    },
  ],
];

/** Inputs that are accepted, and change only what they should. */
const TAKEN: [string, number, Hostile][] = [
  [
    'a thousand ranges',
    200,
    {
      route: '/api/media/clips/:id_clip.mp4',
      headers: { range: `bytes=${'0-0,'.repeat(1000)}1-1` },
    },
  ],
  [
    'a range in another unit',
    200,
    {
      route: '/api/media/clips/:id_clip.mp4',
      headers: { range: 'seconds=0-1' },
    },
  ],
  [
    'an Accept header that nothing meets',
    200,
    { route: '/api/events', headers: { accept: 'x/y;q=0' } },
  ],
  [
    'a wait without end',
    200,
    {
      route: 'POST /api/events/:id/clip/generate',
      body: {},
      headers: { prefer: 'wait=99999999999999999999, respond-async; x="' },
    },
  ],
  [
    'an address that claims another host',
    200,
    {
      route: '/api/events',
      headers: {
        'x-forwarded-for': "1' OR 1=1",
        'x-forwarded-host': 'evil.example',
        forwarded: 'for=;',
      },
    },
  ],
  [
    'a key that is none',
    200,
    { route: '/api/events', headers: { authorization: `Bearer ${'A'.repeat(8000)}` } },
  ],
  [
    'a cursor beside SQL in the camera',
    200,
    { route: "/api/events?camera_id='%3B%20DROP%20TABLE%20events%3B--" },
  ],
];

describe('Hostile input', () => {
  let home: Home;
  let service: Service;
  let database: pg.Client;
  let id: number;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home);
    const video = { file_path: await home.video('video.mp4'), started_at: STARTED };
    id = await service.event({ started_at: STARTED, video, external_id: 'kept' });
    await service.generate(id, { start_offset_seconds: 0, end_offset_seconds: 1 });
    await service.withPoster(id);
    await home.settled();
    database = new pg.Client(home.settings['DATABASE_URL']);
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database?.end();
    await service?.stop();
    await home.remove();
  });

  /** All data of the service: its rows, and the files in its folders and the footage. */
  async function storedData() {
    const tables = [
      'events',
      'detections',
      'recordings',
      'clips',
      'clip_requests',
      'clip_tombstones',
    ];
    // The service looks at files in its own time.
    const row = `(to_jsonb(t) - '{identity,look_at,video_identity,video_look_at}'::text[])::text`;
    const { rows } = await database.query(
      tables
        .map(
          (table) =>
            `SELECT '${table}' AS name, md5(string_agg(${row}, ',' ORDER BY ${row})) FROM ${table} t`,
        )
        .join(' UNION ALL '),
    );
    const folder = dirname(home.media(''));
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = await Promise.all(
      entries
        .filter((entry) => entry.isFile())
        .map(async (entry) => {
          const path = join(entry.parentPath, entry.name);
          const { ino, size, mtimeMs } = await stat(path);
          return [path, ino, size, mtimeMs];
        }),
    );
    return { rows: rows as unknown[], files: files.sort() };
  }

  it.each([...REFUSED, ...TAKEN])('%s: %d', async (_, status, hostile) => {
    const before = await storedData();
    const answer = await send(service, hostile, id);
    expect(answer.status).toBe(status);
    if (status >= 400 && answer.body !== '') {
      expect(JSON.parse(answer.body)).toEqual({
        statusCode: status,
        error: STATUS_CODES[status],
        code: expect.stringMatching(/^[A-Z_]+$/),
        message: expect.anything(),
      });
      expect(answer.body).not.toMatch(/node_modules|\/tmp\/|SELECT|root:|at \w+ \(/);
    }
    expect(answer.head).not.toMatch(/^x-evil/im);
    expect(ofContract(hostile, answer)).toBeNull();
    expect(await storedData()).toEqual(before);
  });

  it('is stored unchanged if it is only text', async () => {
    const label = '<script>alert(1)</script>\u202e\u0007${7*7}{{7*7}}%s%n';
    const summary = "Robert'); DROP TABLE events;--\r\nSet-Cookie: x=1\r\n\r\n";
    const camera_id = '../../\u0085 "quoted"; filename=x\r\nX-Evil: 1';
    const event = { camera_id, started_at: STARTED, label, summary };
    const other = await service.event({ ...event, external_id: '__proto__' });
    const { body } = await service.call('GET', `/api/events/${other}`);
    expect(body).toMatchObject({ ...event, started_at: '2026-01-03T10:00:00.000Z' });

    // The name of a download contains the camera.
    const video = { file_path: home.media('video.mp4'), started_at: STARTED };
    const clipped = await service.event({ ...event, video });
    await service.generate(clipped, { start_offset_seconds: 0, end_offset_seconds: 1 });
    const { head } = await send(
      service,
      { route: `/api/media/clips/${clipped}_clip.mp4?download=1`, headers: { range: 'bytes=0-0' } },
      id,
    );
    expect(head).toMatch(/^content-disposition: attachment; filename="[^"\\/\r\n]+\.mp4"/im);
    expect(head).not.toMatch(/^x-evil/im);
  });

  it('in raw HTTP is answered or cut off, and delays nobody', async () => {
    const close = 'Connection: close\r\n';
    for (const [raw, expected] of [
      ['GET /api/events HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
      [
        `GET /api/events HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n${close}\r\n`,
        /^HTTP\/1\.1 (400|403|200)/,
      ],
      [
        `POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/events HTTP/1.1\r\n\r\n`,
        /^HTTP\/1\.1 400/,
      ],
      [
        `POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`,
        /^HTTP\/1\.1 400/,
      ],
      [
        `POST /api/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n`,
        /^HTTP\/1\.1 400/,
      ],
      [`GET /api/events\0 HTTP/1.1\r\nHost: localhost\r\n\r\n`, /^HTTP\/1\.1 400/],
      [
        `GET http://evil.example/api/events HTTP/1.1\r\nHost: localhost\r\n${close}\r\n`,
        /^HTTP\/1\.1 (200|40[034])/,
      ],
      [
        `GET /api/events HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
        /^HTTP\/1\.1 431/,
      ],
      ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', /^HTTP\/1\.1 400/],
      ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', /^HTTP\/1\.1 400/],
    ] as const) {
      expect(await wire(service, raw)).toMatch(expected);
    }
  });

  it('leaves the process unchanged', async () => {
    expect((await service.call('GET', '/health/ready')).status).toBe(200);
    const video = { file_path: home.media('video.mp4'), started_at: STARTED };
    const other = await service.event({ started_at: STARTED, video });
    expect((await service.generate(other)).status).toBe(201);
    const errors = service.log.filter((line) => /"level":(50|60)/.test(line));
    expect(errors).toEqual([]);
  });
});

interface Sent {
  status: number;
  head: string;
  body: string;
}

/** How an answer differs from the contract, on its routes; null if it does not. */
function ofContract({ route }: Hostile, { status, head, body }: Sent): string | null {
  // Node.js refuses too large headers before there is a route.
  if (status === 431) return null;
  const [path = '', method = 'GET'] = route.split(' ').reverse();
  const [, type = ''] = /^content-type: (.*)$/im.exec(head) ?? [];
  const isJson = type.startsWith('application/json');
  const headers = new Headers({ 'content-type': type.trim() });
  const read: unknown = body === '' ? null : isJson ? JSON.parse(body) : body;
  return deviation(method, path, { status, headers, body: read }) ?? null;
}

/** Written by hand, because HTTP clients normalise their requests. */
async function send(service: Service, hostile: Hostile, id: number): Promise<Sent> {
  const [path = '', method = 'GET'] = hostile.route.split(' ').reverse();
  const { body } = hostile;
  const bytes =
    typeof body === 'string' || Buffer.isBuffer(body)
      ? Buffer.from(body as string)
      : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const headers: Record<string, string> = {
    host: 'localhost',
    connection: 'close',
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': String(bytes.length),
    }),
    ...hostile.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${path.replace(':id', String(id))} HTTP/1.1\r\n${lines.join('')}\r\n`;
  const answer = await wire(service, Buffer.concat([Buffer.from(head, 'latin1'), bytes]));
  const end = answer.indexOf('\r\n\r\n');
  return {
    status: Number(answer.slice(9, 12)),
    head: answer.slice(0, end),
    body: answer.slice(end + 4),
  };
}

/** The whole answer until the connection ends. */
function wire(service: Service, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const { hostname, port } = new URL(service.origin);
    const socket = connect(Number(port), hostname, () =>
      typeof bytes === 'string' ? socket.write(bytes, 'latin1') : socket.write(bytes),
    );
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A refusal before the whole request was sent resets the connection.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
  });
}
