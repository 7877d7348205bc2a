import { beforeAll, expect, it } from '@jest/globals';
import { rename, utimes } from 'node:fs/promises';
import type { Wire } from '../../src/common/http/example.js';
import type { RecordingDto } from '../../src/events/recordings/dto/recording.dto.js';
import { eventually } from '../support/eventually.js';
import type { Service, ServiceProcess } from '../support/service.js';
import { journey, PATIENT } from './installation.js';

const LONG_AGO = new Date('2026-01-04T00:00:00Z');

/** Footage of recorders that know nothing of this service, on the default settings. */
journey('Imports on a default install', (here) => {
  let service: Service;
  let watching: ServiceProcess;

  beforeAll(async () => {
    service = await here().start();
  });

  /** Puts a closed file into the folder, whose modification time says nothing of when it was recorded. */
  async function closed(name: string): Promise<void> {
    const path = await here().video(`data/media/${name}`, { seconds: 6 });
    await utimes(path, LONG_AGO, LONG_AGO);
  }

  async function startsOf(camera: string): Promise<string[]> {
    const path = `/api/recordings?camera_id=${camera}`;
    const { body } = await service.call<{ recordings: Wire<RecordingDto>[] }>('GET', path);
    return body.recordings.map(({ started_at }) => started_at);
  }

  it.each<[layout: string, files: [file: string, camera: string, startedAt: string][]]>([
    ['frigate', [['2026-01-03/10/front/30.00.mp4', 'front', '2026-01-03T10:30:00.000Z']]],
    [
      'mediamtx',
      [
        ['yard/2026-01-03_10-30-00-123456.mp4', 'yard', '2026-01-03T10:30:00.123Z'],
        ['zone/2026-01-03_10-30-00+0100.mp4', 'zone', '2026-01-03T09:30:00.000Z'],
        ['epoch/1767436200.mp4', 'epoch', '2026-01-03T10:30:00.000Z'],
      ],
    ],
    ['name', [['gate/2026-01-03/10.30.00-10.30.06.mp4', 'gate', '2026-01-03T10:30:00.000Z']]],
  ])('read the layout %s', async (layout, files) => {
    for (const [file] of files) await closed(`${layout}/${file}`);
    const folder = `data/media/${layout}`;
    const { code, stdout, stderr } = await here().run('import', folder, '--layout', layout);
    const added = expect.stringMatching(new RegExp(`^added ${files.length}, `, 'm'));
    expect([code, stderr, stdout]).toEqual([0, '', added]);
    for (const [, camera, startedAt] of files) expect(await startsOf(camera)).toEqual([startedAt]);
  });

  it("name the option for a single camera's folder, and take it", async () => {
    await closed('porch/2026-01-03_10-30-00.mp4');
    const folder = 'data/media/porch';
    const { code, stdout } = await here().run('import', folder);
    expect([code, stdout]).toEqual([2, expect.stringContaining('give --camera porch')]);
    expect((await here().run('import', folder, '--camera', 'porch')).code).toBe(0);
    expect(await startsOf('porch')).toEqual(['2026-01-03T10:30:00.000Z']);
  });

  it('go on with --watch, so that a clip is made from a file that was written since', async () => {
    watching = here().runOn('import', 'data/media/name', '--watch');
    await eventually(() => watching.log.some((line) => line.startsWith('added 0, ')));
    await closed('name/door/.unfinished.mp4');
    const name = (file: string) => here().path('data/media/name/door', file);
    await rename(name('.unfinished.mp4'), name('2026-01-03_10-30-00.mp4'));
    await eventually(async () => (await startsOf('door')).length === 1);

    const started_at = '2026-01-03T10:30:02Z';
    const id = await service.event({ camera_id: 'door', started_at, ended_at: started_at });
    const window = { start_offset_seconds: -1, end_offset_seconds: 2 };
    expect(await service.generate(id, window, PATIENT)).toMatchObject({ status: 201 });
  });

  it('go on while the service restarts', async () => {
    expect(await service.stop()).toBe(0);
    await closed('name/door/2026-01-03_10-31-00.mp4');
    service = await here().start();
    await eventually(async () => (await startsOf('door')).length === 2);
    expect(await watching.end('SIGTERM')).toBe(0);
  });
});
