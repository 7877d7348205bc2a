import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { VERSION } from '../../src/common/version.js';
import type { Wire } from '../../src/common/http/example.js';
import type { ExportDto } from '../../src/exports/api/dto/export.dto.js';
import type { Manifest } from '../../src/exports/model/manifest.js';
import { at, RecordedCameras } from '../clips/api/recorded-cameras.js';
import { eventually } from '../support/eventually.js';

type Body = Wire<ExportDto>;

const run = promisify(execFile);
const SECRET = '0123456789abcdef';
const SETTINGS = { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '0' };

describe('The evidence of an export', () => {
  let recorded: RecordedCameras;
  let folder: string;
  let camera: string;
  let event: number;
  let zip: string;
  /** The folder that the export is unpacked into. */
  let unpacked: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-evidence-'));
    recorded = await RecordedCameras.start(SETTINGS);
    camera = await recorded.camera([0, 2]);
    event = await recorded.service.event({ camera_id: camera, started_at: at(0), ended_at: at(2) });
    const keys = join(folder, 'keys');
    const hash = createHash('sha256').update(SECRET).digest('hex');
    await writeFile(keys, `court read+export ${hash} names-users\n`, { mode: 0o600 });
    await recorded.restart({ ...SETTINGS, API_KEYS_FILE: keys });
    zip = await exported([{ event_id: event }, { camera_id: camera, from: at(1), to: at(11) }]);
    unpacked = join(folder, 'unpacked');
    await run('python3', ['-m', 'zipfile', '-e', zip, unpacked]);
  });
  afterAll(async () => {
    await recorded?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  /** Makes an export, and returns the path of its file. */
  async function exported(items: object[]): Promise<string> {
    const headers = { authorization: `Bearer ${SECRET}`, 'x-event-clips-user': 'D. Ray' };
    const call = (method: string, path: string, body?: object) =>
      recorded.service.call<Body>(method, path, body, headers);
    const { id } = (await call('POST', '/api/exports', { name: 'Case 12', items })).body;
    const get = async () => (await call('GET', `/api/exports/${id}`)).body;
    await eventually(async () => (await get()).status !== 'pending');
    const { download_url } = await get();
    const path = join(folder, `${id}.zip`);
    const response = await fetch(recorded.service.origin + download_url!, { headers });
    await writeFile(path, Buffer.from(await response.arrayBuffer()));
    return path;
  }

  const manifest = async () =>
    JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8')) as Manifest;

  /** The hashes of the pictures that a file shows, in order. */
  async function picturesOf(file: string): Promise<string[]> {
    const args = ['-v', 'error', '-i', file, '-map', '0:v', '-f', 'framemd5', '-'];
    const { stdout } = await run('ffmpeg', args);
    const lines = stdout.split('\n').filter((line) => line && !line.startsWith('#'));
    return lines.map((line) => line.split(',').at(-1)!.trim());
  }

  it('says who asked, what each clip shows, how it was made, of which files, and by which versions', async () => {
    const ffmpeg = /^ffmpeg version (\S+)/.exec((await run('ffmpeg', ['-version'])).stdout)![1];
    const encoding = { event_clips: VERSION, audio: 'none' };
    expect(await manifest()).toMatchObject({
      software: { name: 'event-clips', version: VERSION },
      created_at: expect.stringMatching(/Z$/),
      export: {
        ...{ name: 'Case 12', requested_by: 'court', requested_for: 'D. Ray' },
        requested_at: expect.stringMatching(/Z$/),
      },
      clips: [
        {
          ...{ event_id: event, camera_id: camera, starts_at: at(0), ends_at: at(2), gaps: [] },
          encoding: { ...encoding, encoded_frames: [], ffmpeg: null },
          sources: [{ file_name: `${camera}-0.mp4`, placed_by: 'given', starts_at: at(0) }],
        },
        {
          ...{ event_id: null, requested_starts_at: at(1), requested_ends_at: at(11) },
          ...{ starts_at: at(1), ends_at: at(11), gaps: [{ starts_at: at(4), ends_at: at(8) }] },
          encoding: { ...encoding, ffmpeg },
        },
      ],
    });
    // No folder of the server.
    expect(await readFile(join(unpacked, 'manifest.json'), 'utf8')).not.toContain(
      recorded.home.media(''),
    );
  });

  it('names exactly the frames that were encoded', async () => {
    const [, clip] = (await manifest()).clips;
    const { encoded_frames } = clip!.encoding!;
    const footage = [`${camera}-0.mp4`, `${camera}-2.mp4`].map((name) => recorded.home.media(name));
    const original = new Set((await Promise.all(footage.map(picturesOf))).flat());
    const shown = await picturesOf(join(unpacked, clip!.file));
    const differ = shown.flatMap((hash, frame) => (original.has(hash) ? [] : [frame]));
    const named = encoded_frames.flatMap(({ first_frame, frames }) =>
      Array.from({ length: frames }, (_, index) => first_frame + index),
    );
    expect(shown).toHaveLength(clip!.frames);
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThan(shown.length);
    expect(differ).toEqual(named);
  });
});
