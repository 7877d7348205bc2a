import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonColumn } from '../common/stored/json-column.js';
import type { CleanupResult } from './dto/cleanup-result.dto.js';
import { readStoredResult } from './stored-result.js';

const lastRun = jsonColumn('cleanup_state.last_run', readStoredResult, {
  fallback: () => null,
  meaning: 'the last run is not shown',
});

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
}
