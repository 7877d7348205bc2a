import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ClipsOptions } from '../../src/clips/clips.module-definition.js';
import { IntervalCache } from '../../src/clips/requests/interval-cache.js';
import { ExportRule } from '../../src/exports/export-rule.js';
import { ExportsModule } from '../../src/exports/exports.module.js';
import { ExportsOptions } from '../../src/exports/exports.module-definition.js';
import { ClipRecords } from '../../src/media/storage/clip-records.js';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { clear, idsIn } from './seed.js';

interface Seeded {
  state?: 'completed' | 'failed' | 'pending';
  /** Days since it ended. */
  ended?: number;
  isProtected?: boolean;
  jobId?: string;
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY);

describe('Exports', () => {
  let site: Site;
  let app: CleanupApp;

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site, { rules: [ExportRule] }, undefined, [
      ExportsModule.forRoot({}),
    ]);
  });
  afterEach(async () => {
    Object.assign(app.get(ExportsOptions), { retentionDays: 7 });
    await app.dataSource.query('DELETE FROM exports');
    await app.dataSource.query('DELETE FROM interval_clips');
    await clear(app, site);
  });
  afterAll(async () => {
    await app?.close();
    await site?.remove();
  });

  /** A row and, of a completed one, its file. Returns its id. */
  async function exported(seeded: Seeded = {}): Promise<number> {
    const { state = 'completed', ended = 1, isProtected = false } = seeded;
    const isDone = state === 'completed';
    const [{ id }] = await app.dataSource.query<[{ id: number }]>(
      `INSERT INTO exports (all_or_nothing, state, job_id, progress, estimated_bytes, bytes, sha256, protected,
         started_at, ended_at)
       VALUES (false, $1, $2, 0, 10, $3, $4, $5, $6, $7) RETURNING id`,
      [
        ...[state, seeded.jobId ?? randomUUID(), isDone ? 6 : null, isDone ? 'ab' : null],
        ...[isProtected, daysAgo(ended), state === 'pending' ? null : daysAgo(ended)],
      ],
    );
    if (isDone) await site.file(`exports/${id}.zip`, 'packed', daysAgo(ended));
    return id;
  }

  const left = () => idsIn(app.dataSource, 'exports');
  const files = (...ids: number[]) => ids.map((id) => `exports/${id}.zip`).sort();

  it('are removed by cleanup after their days, unless they are protected', async () => {
    await exported({ ended: 8 });
    await exported({ state: 'failed', ended: 8 });
    const young = await exported({ ended: 6 });
    const held = await exported({ ended: 8, isProtected: true });
    const pending = await exported({ state: 'pending', ended: 8 });
    const preview = await app.cleanup.run({ dryRun: true });
    expect(preview.reasons.expired).toMatchObject({ files: 1, bytes: 6 });
    expect(await left()).toHaveLength(5);
    const { reasons } = await app.cleanup.run();
    expect(reasons.expired).toMatchObject({ files: 1, bytes: 6 });
    expect(reasons.orphan.files).toBe(0);
    expect(await left()).toEqual([young, held, pending]);
    expect(await site.files()).toEqual(files(young, held));
  });

  it('are kept for ever with 0 days', async () => {
    Object.assign(app.get(ExportsOptions), { retentionDays: 0 });
    const id = await exported({ ended: 9999 });
    await app.cleanup.run();
    expect(await left()).toEqual([id]);
    expect(await site.files()).toEqual(files(id));
  });

  it('are no orphans, but a file without a row is one', async () => {
    const id = await exported({ ended: 5 });
    await site.file('exports/9999.zip', 'lost', daysAgo(1));
    await site.file('exports/notes.txt', 'of somebody else', daysAgo(1));
    const { reasons } = await app.cleanup.run();
    expect(reasons.orphan).toMatchObject({ files: 1, bytes: 4 });
    expect(await site.files()).toEqual([...files(id), 'exports/notes.txt'].sort());
  });

  it('keep the temporary files of those that are being made', async () => {
    const jobId = randomUUID();
    const id = await exported({ state: 'pending', jobId });
    const own = `.tmp/e${id}-${jobId}.${randomUUID()}.zip`;
    await site.file(own, 'growing', daysAgo(1));
    await site.file(`.tmp/e${id}-${randomUUID()}.${randomUUID()}.zip`, 'left', daysAgo(1));
    expect((await app.cleanup.run()).reasons.temporary).toMatchObject({ files: 1, bytes: 4 });
    expect(await site.files()).toEqual([own]);
  });

  it('hold the clips of cameras that they are made of, while they are made', async () => {
    const of = async (camera: string) => {
      const [{ id }] = await app.dataSource.query<[{ id: number }]>(
        `INSERT INTO interval_clips (camera_id, starts_at, ends_at, cut, video_codec, state, job_id, progress, bytes,
           ended_at, used_at)
         VALUES ($1, '2026-01-03', '2026-01-04', 'smart', 'h264', 'completed', '', 100, 10, $2, $2) RETURNING id`,
        [camera, daysAgo(0.1)],
      );
      return id;
    };
    const [held] = [await of('held'), await of('other'), await of('newest')];
    const id = await exported({ state: 'pending' });
    await app.dataSource.query(
      `INSERT INTO export_items (export_id, position, camera_id, starts_at, ends_at, state)
       VALUES ($1, 0, 'held', '2026-01-03', '2026-01-04', 'pending')`,
      [id],
    );
    const limits: { intervalClipsMaxBytes: number } = app.get(ClipsOptions);
    const before = limits.intervalClipsMaxBytes;
    limits.intervalClipsMaxBytes = 0;
    try {
      await app.get(IntervalCache).trim();
      // The one used last stays, as always.
      expect((await idsIn(app.dataSource, 'interval_clips')).length).toBe(2);
      expect(await idsIn(app.dataSource, 'interval_clips')).toContain(held);
      await app.dataSource.query(`UPDATE exports SET state = 'failed' WHERE id = $1`, [id]);
      await app.get(IntervalCache).trim();
      expect((await idsIn(app.dataSource, 'interval_clips')).length).toBe(1);
    } finally {
      limits.intervalClipsMaxBytes = before;
    }
  });

  it('are recorded by the hash of their file', async () => {
    const id = await exported();
    expect(await app.get(ClipRecords).find(`exports/${id}.zip`)).toMatchObject({
      ...{ sha256: 'ab', bytes: 6 },
    });
    expect(await app.get(ClipRecords).find('exports/9999.zip')).toBeNull();
  });
});
