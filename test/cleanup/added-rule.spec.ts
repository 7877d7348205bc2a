import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  type CleanupModuleOptions,
  CleanupSettings,
  withDefaults,
} from '../../src/cleanup/cleanup.module-definition.js';
import { emptyReasons, REASONS } from '../../src/cleanup/dto/cleanup-result.dto.js';
import { ClipStorage } from '../../src/media/storage/clip-storage.js';
import { MetricsModule } from '../../src/metrics/metrics.module.js';
import { cleanupOutput } from '../../src/ops/cleanup-output.js';
import { parseMetrics } from '../support/prometheus.js';
import { type CleanupApp, createSite, DAY, type Site, startCleanupApp } from './cleanup-app.js';
import { LabelModule, LabelRule } from './label-rule.js';
import { clear, idsIn, seed, type SeedEvent } from './seed.js';

const DEFAULTS = { scheduled: false, rules: [LabelRule] };
const REASONS_WITH_LABEL = ['interrupted', 'age', 'expired', 'label', ...REASONS.slice(3)];
const NONE = emptyReasons().age;

const event = (days: number, given: Partial<SeedEvent> = {}): SeedEvent => {
  const at = new Date(Date.now() - days * DAY);
  return { startedAt: at, endedAt: at, clip: {}, ...given };
};
const cat = (days: number, given: Partial<SeedEvent> = {}) =>
  event(days, { label: 'cat', ...given });

describe('A rule that another module adds', () => {
  let site: Site;
  let app: CleanupApp;

  const set = (options: CleanupModuleOptions) => Object.assign(app.get(CleanupSettings), options);

  /** Previews a run, checks that the run then does the same, and returns its result. */
  async function clean() {
    const preview = await app.cleanup.run({ dryRun: true });
    const result = await app.cleanup.run();
    expect({ ...preview, dry_run: false }).toEqual(result);
    return result;
  }

  async function lastRun() {
    const { body } = await app.call('GET', '/api/cleanup');
    return body.last_run as { reasons: Record<string, unknown> };
  }

  beforeAll(async () => {
    site = await createSite();
    app = await startCleanupApp(site, DEFAULTS, undefined, [LabelModule, MetricsModule]);
  });
  afterAll(async () => {
    await app.close();
    await site.remove();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    set(withDefaults(DEFAULTS));
    await clear(app, site);
  });

  it('removes what it claims, and its preview says so', async () => {
    const [, young, other] = await seed(app.dataSource, site, [
      cat(4, { clip: { poster: true }, detections: [new Date()] }),
      cat(2),
      event(4),
    ]);
    const { reasons } = await clean();
    expect(reasons['label']).toEqual({
      ...NONE,
      events: 1,
      detections: 1,
      clips: 1,
      files: 2,
      bytes: 12,
    });
    expect(await idsIn(app.dataSource, 'events')).toEqual([young, other]);
    expect(await site.files()).toEqual([young, other].map((id) => `${id}_clip.mp4`).sort());
  });

  it('counts nothing that a rule before it counts', async () => {
    await seed(app.dataSource, site, [cat(40), cat(4), event(40)]);
    const { reasons } = await clean();
    expect([reasons.age.events, reasons['label']?.events]).toEqual([2, 1]);
  });

  it('keeps an event whose clip is protected, which is counted once', async () => {
    const held = await seed(app.dataSource, site, [cat(40, { clip: { isProtected: true } })]);
    const result = await clean();
    expect(await idsIn(app.dataSource, 'events')).toEqual(held);
    expect(result.held).toEqual({ clips: 1, bytes: 6, events: 1, late_events: 0 });
  });

  it('keeps the missing file of a clip that it claims from being counted as missing', async () => {
    await seed(app.dataSource, site, [cat(4, { clip: { content: null } }), event(4)]);
    const { reasons } = await clean();
    expect([reasons.missing.clips, reasons['label']?.clips]).toEqual([0, 1]);
  });

  it('keeps the clips that it claims from being counted by the space rule', async () => {
    set({ maxBytes: 6 });
    const [, young] = await seed(app.dataSource, site, [cat(4), event(2)]);
    const { reasons } = await clean();
    expect(reasons.space).toEqual(NONE);
    expect(await idsIn(app.dataSource, 'clips')).toEqual([young]);
  });

  it('has its files removed by the next run where they could not be removed', async () => {
    const [id] = await seed(app.dataSource, site, [cat(4)]);
    jest
      .spyOn(app.get(ClipStorage), 'remove')
      .mockRejectedValueOnce(new Error('The process was killed.'));
    await expect(app.cleanup.run()).rejects.toThrow('killed');
    expect(await site.files()).toEqual([`${id}_clip.mp4`]);
    expect((await app.cleanup.run()).reasons.interrupted.files).toBe(1);
    expect(await site.files()).toEqual([]);
  });

  it('is among the reasons of every answer, in the order of a run', async () => {
    const preview = await app.call('POST', '/api/cleanup/run', { dry_run: true });
    expect(Object.keys(preview.body.reasons as object)).toEqual(REASONS_WITH_LABEL);
    await app.cleanup.run();
    const { reasons } = await lastRun();
    expect(Object.keys(reasons)).toEqual(REASONS_WITH_LABEL);
  });

  it('is among the reasons of a last run that was stored without it', async () => {
    await app.cleanup.run();
    await app.dataSource.query(
      `UPDATE cleanup_state SET last_run = jsonb_set(last_run, '{reasons}', $1)`,
      [{ age: { ...NONE, events: 3 }, mirrored: NONE }],
    );
    const { reasons } = await lastRun();
    expect(Object.keys(reasons)).toEqual([...REASONS_WITH_LABEL, 'mirrored']);
    expect([reasons.age, reasons.label]).toEqual([{ ...NONE, events: 3 }, NONE]);
  });

  it('has its own row in the output of the command', async () => {
    await seed(app.dataSource, site, [cat(4)]);
    const lines = cleanupOutput(await app.cleanup.run({ dryRun: true })).split('\n');
    expect(lines[0]).toBe('Dry run: nothing was changed.');
    expect(lines.slice(2, 10).map((line) => line.split(' ')[0])).toEqual(REASONS_WITH_LABEL);
    expect(lines[5]).toMatch(/^label {7} +1 +0 +1 +0 +1 +6$/);
  });

  it('has its own counters in the metrics', async () => {
    await seed(app.dataSource, site, [cat(4)]);
    const bytes = async () => {
      const samples = parseMetrics(await (await fetch(`${app.origin}/metrics`)).text());
      const removed = samples.get('event_clips_cleanup_removed_bytes_total') ?? [];
      return removed.find(({ labels }) => labels.reason === 'label')?.value ?? 0;
    };
    const before = await bytes();
    await app.cleanup.run();
    expect((await bytes()) - before).toBe(6);
  });
});

describe('The built-in rules', () => {
  it('have the reasons that the contract names, and no others', async () => {
    const site = await createSite();
    const app = await startCleanupApp(site);
    try {
      expect(Object.keys((await app.cleanup.run()).reasons)).toEqual(REASONS);
    } finally {
      await app.close();
      await site.remove();
    }
  });
});
