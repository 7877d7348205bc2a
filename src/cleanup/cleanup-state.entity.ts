import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonColumn } from '../common/json-column.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { readStoredResult } from './stored-result.js';

const lastRun = jsonColumn('cleanup_state.last_run', readStoredResult, {
  fallback: () => null,
  meaning: 'the last run is not shown',
});

/** The one row of what all nodes know of cleanup. */
@Entity('cleanup_state')
export class CleanupState {
  @PrimaryColumn({ name: 'id', type: 'smallint', default: 1 })
  id!: 1;

  /** Scheduled runs up to this instant have taken place, or were before the first start. */
  @Column({ name: 'settled_at', type: 'timestamptz', precision: 3 })
  settledAt!: Date;

  /** When the schedule was first asked for: the baseline for what is overdue until a run completes. */
  @Column({ name: 'scheduled_since', type: 'timestamptz', precision: 3 })
  scheduledSince!: Date;

  /** When a run, which was no dry run, last ended without being stopped. */
  @Column({ name: 'completed_at', type: 'timestamptz', precision: 3, nullable: true })
  completedAt!: Date | null;

  @Column({ name: 'last_run', type: 'jsonb', nullable: true, transformer: lastRun })
  lastRun!: CleanupResult | null;
}
