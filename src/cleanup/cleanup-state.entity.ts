import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CleanupResult } from './dto/cleanup-result.dto.js';

/** The one row of what all nodes know of cleanup. */
@Entity('cleanup_state')
export class CleanupState {
  @PrimaryColumn({ name: 'id', type: 'smallint', default: 1 })
  id!: 1;

  /** Scheduled runs up to this instant have taken place, or were before the first start. */
  @Column({ name: 'settled_at', type: 'timestamptz', precision: 3 })
  settledAt!: Date;

  @Column({ name: 'last_run', type: 'jsonb', nullable: true })
  lastRun!: CleanupResult | null;
}
