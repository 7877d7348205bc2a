import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonColumn } from '../common/stored/json-column.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { readStoredPeriods, type StoredPeriods } from './stored-periods.js';
import { readStoredResult } from './stored-result.js';

const lastRun = jsonColumn('cleanup_state.last_run', readStoredResult, {
  fallback: () => null,
  meaning: 'the last run is not shown',
});

const periods = jsonColumn('cleanup_state.periods', readStoredPeriods, {
  fallback: () => null,
  meaning: 'a period that was shortened since the last run is not noticed',
});
/** The driver gives a bigint as text. */
const milliseconds = {
  to: (value: number | null) => value,
  from: (stored: string | null) => (stored === null ? null : Number(stored)),
};

/** The only row of the table: what all nodes share about cleanup. */
@Entity('cleanup_state')
export class CleanupState {
  @PrimaryColumn({ name: 'id', type: 'smallint', default: 1 })
  id!: 1;

  /** Scheduled runs up to this instant have taken place, or were due before the first start. */
  @Column({ name: 'settled_at', type: 'timestamptz', precision: 3 })
  settledAt!: Date;

  /** When a node with a schedule first started: until a run completes, overdue is counted from here. */
  @Column({ name: 'scheduled_since', type: 'timestamptz', precision: 3 })
  scheduledSince!: Date;

  /** When a run, dry runs excepted, last ended without being stopped. */
  @Column({ name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true })
  completedAt!: Date | null;

  @Column({ name: 'last_run', type: 'jsonb', nullable: true, transformer: lastRun })
  lastRun!: CleanupResult | null;

  /** Those that the last run that completed applied. */
  @Column({ name: 'periods', type: 'jsonb', nullable: true, transformer: periods })
  periods!: StoredPeriods | null;

  /** The last reading of the database's clock; null before the first. */
  @Column({ name: 'clock_read_at', type: 'timestamptz', precision: 3, nullable: true })
  clockReadAt!: Date | null;

  /** Identifies the start of the machine that read it. */
  @Column({ name: 'clock_boot_id', type: 'text', nullable: true })
  clockBootId!: string | null;

  /** Milliseconds that the machine had been running by then. */
  @Column({ name: 'clock_uptime_ms', type: 'bigint', nullable: true, transformer: milliseconds })
  clockUptimeMs!: number | null;

  /** By which the clock moved beyond the time that passed, until an operator confirms it; negative: back. */
  @Column({ name: 'clock_step_ms', type: 'bigint', transformer: milliseconds })
  clockStepMs!: number;
}
