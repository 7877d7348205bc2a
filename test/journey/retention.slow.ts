import { beforeAll, expect, it } from '@jest/globals';
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import type { CleanupDto } from '../../src/cleanup/dto/cleanup.dto.js';
import type { CleanupResult } from '../../src/cleanup/dto/cleanup-result.dto.js';
import type { Wire } from '../../src/common/http/example.js';
import type { Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import type { Service } from '../support/service.js';
import { journey, PATIENT } from './installation.js';
import { printed } from './printed.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString();

/** Retention with the default settings, schedule and database. */
journey('Retention on a default install', (here) => {
  let service: Service;
  let video: string;
  let kept = 0;
  let held = 0;

  beforeAll(async () => {
    video = await here().video('data/media/video.mp4', { seconds: 6 });
    service = await here().start();
    kept = await withClip(1);
    held = await aged(40);
  });

  /** An event of this age in days, with a clip and its poster. */
  async function withClip(days: number, event: object = {}): Promise<number> {
    const started_at = ago(days);
    const footage = { video: { file_path: video, started_at } };
    const id = await service.event({ started_at, ...footage, ...event });
    const window = { start_offset_seconds: 0, end_offset_seconds: 3 };
    const { status, body } = await service.generate(id, window, PATIENT);
    if (status !== 201) throw new Error(`${status} ${String(body.message)}`);
    await service.withPoster(id);
    return id;
  }

  /** An event that was registered as it started, so many days ago. */
  async function aged(days: number, event: object = {}): Promise<number> {
    const id = await withClip(days, event);
    await here().query('UPDATE events SET registered_at = started_at WHERE id = $1', [id]);
    return id;
  }

  const files = async () =>
    [
      ...(await readdir(here().path('data/clips'))),
      ...(await readdir(here().path('data/clips/posters'))),
    ].filter((name) => /^\d/.test(name));
  const filesOf = async (id: number) =>
    (await files()).filter((name) => name.split(/[_.]/)[0] === String(id));
  const cleanup = async () => (await service.call<Wire<CleanupDto>>('GET', '/api/cleanup')).body;
  const isThere = async (id: number) =>
    (await service.call('GET', `/api/events/${id}`)).status === 200;

  async function expectGone(id: number): Promise<void> {
    expect([await isThere(id), await filesOf(id)]).toEqual([false, []]);
    for (const other of [kept, held]) {
      expect([other, await isThere(other), (await filesOf(other)).length]).toEqual([
        other,
        true,
        2,
      ]);
    }
  }

  it('shows its policy and its next run', async () => {
    const { policy, next_run_at } = await cleanup();
    expect(policy).toMatchObject({ retention_days: 30, cron: '0 3 * * *', timezone: 'UTC' });
    expect(next_run_at).toMatch(/T03:00:00\.000Z$/);
  });

  it('keeps a protected clip', async () => {
    const [hold = ''] = printed('docs/operations.md', 'Protect a clip');
    const said = await here().shell(hold.replace('events/7/', `events/${held}/`));
    expect(JSON.parse(said) as Info).toMatchObject({ event_id: held, protected: true });
  });

  it('is previewed by command and over HTTP, which changes nothing', async () => {
    const due = await aged(40);
    const before = await files();
    const [preview = ''] = printed('docs/operations.md', 'Preview');
    const said = await here().shell(preview);
    expect(said).toMatch(/^Dry run: nothing was changed\.\n/);
    expect(said).toMatch(/^age +1 +0 +1 +0 +2 /m);
    const result = JSON.parse(said.slice(said.indexOf('{'))) as CleanupResult;
    expect(result).toMatchObject({
      ...{ dry_run: true, stopped: null, held: { clips: 1, events: 1 } },
      reasons: { age: { events: 1, clips: 1, files: 2 } },
    });
    expect([await files(), await isThere(due)]).toEqual([before, true]);
    await service.call('DELETE', `/api/events/${due}`);
  });

  it('deletes what is due over HTTP, and never footage', async () => {
    const due = await aged(40);
    const old = { camera_id: 'old', file_path: video, started_at: ago(40) };
    await service.recording(old);
    await here().query('UPDATE recordings SET registered_at = started_at');
    const gone = await here().video('data/media/gone.mp4', { seconds: 6 });
    await service.recording({ camera_id: 'gone', file_path: gone, started_at: ago(1) });
    await rm(gone);
    const orphan = here().path('data/clips/999_clip.mp4');
    await writeFile(orphan, 'left by a crash');
    await utimes(orphan, new Date(Date.now() - 7_200_000), new Date(Date.now() - 7_200_000));

    const { status, body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ dry_run: false, stopped: null, errors: 0 },
        reasons: {
          age: { events: 1, clips: 1, recordings: 1, files: 2 },
          missing: { clips: 0, recordings: 1 },
          orphan: { files: 1 },
        },
      },
    ]);
    await expectGone(due);
    expect(await filesOf(999)).toEqual([]);
    expect((await stat(video)).size).toBeGreaterThan(0);
    expect((await cleanup()).last_run).toEqual(body);
  });

  it('keeps what a camera without a clock has dated years back', async () => {
    const started_at = '2000-01-01T00:00:10.000Z';
    const late = await service.event({ camera_id: 'no-clock', started_at, ended_at: started_at });
    await service.recording({ camera_id: 'no-clock', file_path: video, started_at });
    const { body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect(body).toMatchObject({
      ...{ reasons: { age: { events: 0, recordings: 0 } }, held: { late_events: 1 } },
    });
    const { stdout } = await here().run('cleanup', '--dry-run');
    expect(stdout).toContain('Due when they were registered, and kept from then on: 1 events.');
    await here().query(
      `UPDATE events SET registered_at = now() - interval '31 days' WHERE id = $1`,
      [late],
    );
    await service.call('POST', '/api/cleanup/run', {});
    expect(await isThere(late)).toBe(false);
  });

  it('deletes what is due by command, beside the running service', async () => {
    const due = await aged(40);
    const { code, stdout } = await here().run('cleanup');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^age +1 +0 +1 +0 +2 /m)]);
    await expectGone(due);
    expect((await cleanup()).last_run).toMatchObject({ reasons: { age: { events: 1 } } });
  });

  it('deletes what is due by command while the service is stopped', async () => {
    const due = await aged(40);
    expect(await service.stop()).toBe(0);
    const preview = await here().run('cleanup', '--dry-run', '--json');
    expect(preview.code).toBe(0);
    expect(JSON.parse(preview.stdout) as CleanupResult).toMatchObject({
      ...{ dry_run: true, reasons: { age: { events: 1, clips: 1 } } },
    });
    expect(await filesOf(due)).toHaveLength(2);
    const done = await here().run('cleanup', '--json');
    expect(done.code).toBe(0);
    expect(await here().postmaster()).toBeNull();
    expect(await filesOf(due)).toEqual([]);
    expect(JSON.parse(done.stdout)).toMatchObject({ reasons: { age: { events: 1, clips: 1 } } });
  });

  it('deletes what is due on schedule', async () => {
    service = await here().start({ CLEANUP_CRON: '* * * * * *' });
    const due = await aged(40, { ended_at: ago(1) });
    await service.call('PATCH', `/api/events/${due}`, { ended_at: ago(39) });
    await eventually(async () => !(await isThere(due)));
    await expectGone(due);
    await eventually(async () => (await cleanup()).last_run?.stopped === null);
    await eventually(() => service.log.some((line) => line.includes('"Cleanup done"')));
  });

  it('deletes nothing after a step of the clock until an operator confirms it', async () => {
    await service.stop();
    service = await here().start();
    const due = await aged(29);
    // As if the clock had been two days behind until now.
    const late = `UPDATE cleanup_state SET clock_read_at = clock_read_at - interval '2 days'`;
    await here().query(late);
    await here().query(`UPDATE events SET started_at = started_at - interval '2 days',
      ended_at = ended_at - interval '2 days', registered_at = registered_at - interval '2 days'
      WHERE id = ${due}`);
    const { body } = await service.call<CleanupResult>('POST', '/api/cleanup/run', {});
    expect(body.stopped).toMatchObject({ code: 'CLOCK_STEPPED' });
    expect(
      service.log.filter((line) => line.includes('The clock of the database moved 2 days ahead')),
    ).not.toEqual([]);
    const stopped = await here().run('cleanup');
    expect([stopped.code, await isThere(due)]).toEqual([4, true]);
    const { body: ready } = await service.call<{ status: string }>('GET', '/health/ready');
    expect(ready.status).toBe('degraded');

    const confirmed = await here().run('cleanup', '--confirm');
    expect([confirmed.code, confirmed.stderr]).toEqual([
      0,
      expect.stringMatching(/To be confirmed: .* 2 days ahead/),
    ]);
    await expectGone(due);
    expect(
      (await service.call<CleanupResult>('POST', '/api/cleanup/run', {})).body.stopped,
    ).toBeNull();
  });

  it('finds changed files with verify', async () => {
    await rm(here().path(`data/clips/${kept}_clip.mp4`));
    const { code, stdout } = await here().run('verify');
    expect([code, stdout]).toEqual([2, expect.stringContaining(`${kept}_clip.mp4: `)]);
  });
});
