import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Manifest } from '../../src/exports/model/manifest.js';
import { verifyExport } from '../../src/exports/verify/verify-export.js';
import { at, RecordedCameras } from '../clips/api/recorded-cameras.js';
import { runCommand } from '../support/command.js';
import { eventually } from '../support/eventually.js';
import { spawnProgram, startService } from '../support/service.js';

const run = promisify(execFile);
const PROGRAM = fileURLToPath(new URL('../../dist/ops.js', import.meta.url));
const SETTINGS = { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '0' };

describe('`event-clips export`', () => {
  let recorded: RecordedCameras;
  let camera: string;
  let event: number;
  const saved = (name = '') => join(recorded.home.data('saved'), name);

  beforeAll(async () => {
    recorded = await RecordedCameras.start(SETTINGS);
    camera = await recorded.camera([0]);
    event = await recorded.service.event({ camera_id: camera, started_at: at(0), ended_at: at(2) });
    await mkdir(saved(), { recursive: true });
  });
  afterAll(() => recorded?.remove());

  const command = (...args: string[]) => runCommand(recorded.home.settings, 'export', ...args);
  const ofCamera = (from: number, to: number) => [
    ...['--camera', camera, '--from', at(from), '--to', at(to)],
  ];

  it('saves a signed file of events and cameras, and says who ran it', async () => {
    const output = saved('case.zip');
    const items = ['--event', String(event), ...ofCamera(1, 3)];
    const { code, stdout, stderr } = await command(
      ...items,
      '--name',
      'Case 12',
      '-o',
      output,
      '--json',
    );
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^(The export is being made.*\n)*$/)]);
    const bytes = (await readFile(output)).length;
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ file: output, name: 'Case 12', status: 'completed', file_size_bytes: bytes },
      items: [{ event_id: event }, { camera_id: camera, from: at(1), to: at(3) }],
    });
    expect(await verifyExport(output, { keys: null })).toMatchObject({
      findings: [],
      warnings: [],
    });
    const unpacked = recorded.home.data('unpacked');
    await run('python3', ['-m', 'zipfile', '-e', output, unpacked]);
    const manifest = await readFile(join(unpacked, 'manifest.json'), 'utf8');
    expect((JSON.parse(manifest) as Manifest).export).toMatchObject({
      ...{ name: 'Case 12', requested_by: null, requested_for: userInfo().username },
    });
    expect(await command(...items, '-o', output)).toMatchObject({
      ...{ code: 1, stdout: '', stderr: expect.stringContaining('exists already') },
    });
    // Nothing temporary is left.
    expect(await readdir(saved())).toEqual(['case.zip']);
  });

  it('says which items are left out', async () => {
    const { code, stdout } = await command(
      '--event',
      String(event),
      ...ofCamera(100, 101),
      '-o',
      saved('part.zip'),
    );
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: expect.stringMatching(
        /1 clips, [^]*left out: camera .*: The camera has no recording/,
      ),
    });
  });

  it.each<[string, string[], string]>([
    ['of an event that does not exist', ['--event', '999'], 'items.0: '],
    ['of another export that does not exist', ['--id', '999'], 'no such export'],
  ])('%s is refused', async (_, args, message) => {
    const { code, stdout, stderr } = await command(...args, '-o', saved('none.zip'));
    expect({ code, stdout, stderr }).toEqual({
      ...{ code: 1, stdout: '', stderr: expect.stringContaining(message) },
    });
    expect(await readdir(saved())).not.toContain('none.zip');
  });

  it('says that the service has to run, and can be continued after an interruption', async () => {
    await recorded.service.stop();
    const args = ['export', ...ofCamera(0, 1), '-o', saved('later.zip')];
    const waiting = spawnProgram(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env['PATH'], ...recorded.home.settings },
    });
    await eventually(() => waiting.log.some((line) => line.includes('the service has to run')));
    expect(await waiting.end('SIGINT')).toBe(1);
    const [, id] = /--id (\d+) -o/.exec(waiting.log.join('\n'))!;
    expect(await readdir(saved())).not.toContain('later.zip');
    recorded.service = await startService(recorded.home, SETTINGS);
    expect(await command('--id', id!, '-o', saved('later.zip'))).toMatchObject({ code: 0 });
    expect((await verifyExport(saved('later.zip'), { keys: null })).findings).toEqual([]);
  });
});
