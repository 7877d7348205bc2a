import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { AuditFacts } from '../common/audit/audit-entry.js';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { AuditWriter } from './audit-writer.js';
import { type AuditModuleOptions, withDefaults } from './audit.module-definition.js';

interface StoredRow {
  action: string;
  address: string | null;
  age_ms: number;
  event_ids: number[];
}

const away = () => Object.assign(new Error('The connection is gone.'), { code: '08006' });
const viewed = (id: number): AuditFacts => ({ action: 'clip.viewed', eventIds: [id] });
const idsOf = (statement: StoredRow[] | undefined) => statement?.flatMap((row) => row.event_ids);

describe('AuditWriter', () => {
  let statements: StoredRow[][];
  let failure: Error | null;
  let onStatement: () => void;
  let nowMs: number;
  let trail: AuditTrail;
  let dropped: number[];

  beforeEach(() => {
    [statements, failure, nowMs, dropped] = [[], null, 0, []];
    trail = new AuditTrail();
    onStatement = () => undefined;
  });

  function writer(options: AuditModuleOptions = {}): AuditWriter {
    const query = (_: string, [rows]: [string]) => {
      if (failure) return Promise.reject(failure);
      statements.push(JSON.parse(rows) as StoredRow[]);
      onStatement();
      return Promise.resolve();
    };
    const dataSource = { manager: { query } } as unknown as DataSource;
    const clock = { now: () => new Date(nowMs) };
    const made = new AuditWriter(withDefaults(options), trail, clock, dataSource);
    trail.losses.subscribe((count) => dropped.push(count));
    made.onModuleInit();
    return made;
  }

  it('stores what was noted by one statement, in its order', async () => {
    const made = writer();
    trail.note(viewed(1));
    trail.note({ action: 'clip.shared', eventIds: [2] });
    trail.noteOnce(viewed(3));
    expect(statements).toEqual([]);
    await made.flush();
    await made.flush();
    expect(statements).toHaveLength(1);
    expect(idsOf(statements[0])).toEqual([1, 2, 3]);
    expect(statements[0]!.every(({ age_ms }) => age_ms >= 0)).toBe(true);
    await made.beforeApplicationShutdown();
  });

  it('leaves what is noted while it stores for the next time', async () => {
    const made = writer();
    trail.note(viewed(1));
    onStatement = () => void (statements.length < 5 && trail.note(viewed(statements.length + 1)));
    await made.flush();
    expect(statements).toHaveLength(1);
    onStatement = () => undefined;
    await made.beforeApplicationShutdown();
    expect(statements.map(idsOf)).toEqual([[1], [2]]);
  });

  it('stores a view once in ten minutes from the first', async () => {
    const made = writer();
    for (const minutes of [0, 5, 9.99, 10, 15]) {
      nowMs = minutes * 60_000;
      trail.noteOnce(viewed(1));
    }
    trail.noteOnce(viewed(2));
    await made.beforeApplicationShutdown();
    expect(idsOf(statements[0])).toEqual([1, 1, 2]);
  });

  it('keeps what the database does not take now, and drops and reports the oldest above the bound', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const made = writer();
    failure = away();
    for (let id = 1; id <= 10_002; id++) trail.note(viewed(id));
    await made.flush();
    await made.flush();
    expect(warned).toHaveBeenCalledTimes(1);
    expect(dropped).toEqual([2]);
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ entries: 2 }));
    failure = null;
    await made.beforeApplicationShutdown();
    expect(statements).toHaveLength(10);
    expect(statements.flatMap(idsOf)).toEqual(Array.from({ length: 10_000 }, (_, n) => n + 3));
    expect(dropped).toEqual([2]);
    logged.mockRestore();
    warned.mockRestore();
  });

  it('reports what the database refuses, and what is left at the end', async () => {
    const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const made = writer();
    trail.note(viewed(1));
    failure = Object.assign(new Error('It has a NUL.'), { code: '22P05' });
    await made.flush();
    expect(dropped).toEqual([1]);
    failure = away();
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    trail.note(viewed(2));
    await made.beforeApplicationShutdown();
    expect(dropped).toEqual([1]);
    await made.onApplicationShutdown();
    expect(dropped).toEqual([1, 1]);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
    warned.mockRestore();
  });

  it('stores the entries of a transaction in it, and at once', async () => {
    const made = writer();
    const ran: unknown[] = [];
    const manager = { query: (sql: unknown) => Promise.resolve(ran.push(sql)) };
    await trail.record([viewed(1), viewed(2)], manager as unknown as EntityManager);
    expect(ran).toHaveLength(1);
    await trail.record([], manager as unknown as EntityManager);
    expect(ran).toHaveLength(1);
    expect(statements).toEqual([]);
    await made.beforeApplicationShutdown();
  });

  it('records nothing where it is switched off', async () => {
    const made = writer({ enabled: false });
    trail.note(viewed(1));
    await made.beforeApplicationShutdown();
    expect(statements).toEqual([]);
  });
});
