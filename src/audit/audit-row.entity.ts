import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuditAction, AuditActorKind } from '../common/audit/audit-entry.js';
import { bigintToNumber } from '../common/stored/bigint.transformer.js';

/** An entry of the trail. The database refuses to change one. */
@Entity('audit_entries')
export class AuditRow {
  @PrimaryColumn({ name: 'id', type: 'bigint', transformer: bigintToNumber })
  id!: number;

  /** By the clock of the database. */
  @Column({ name: 'at', type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ name: 'action', type: 'text' })
  action!: AuditAction;

  @Column({ name: 'actor', type: 'text' })
  actor!: AuditActorKind;

  /** The name of the API key; of a link, that of the key which made it. */
  @Column({ name: 'key', type: 'text', nullable: true })
  key!: string | null;

  /** Whom the request named. */
  @Column({ name: 'person', type: 'text', nullable: true })
  user!: string | null;

  @Column({ name: 'address', type: 'text', nullable: true })
  address!: string | null;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  /** The reason of the rule of retention by which something was deleted. */
  @Column({ name: 'rule', type: 'text', nullable: true })
  rule!: string | null;

  @Column({ name: 'event_ids', type: 'integer', array: true })
  eventIds!: number[];

  @Column({ name: 'camera_ids', type: 'text', array: true })
  cameraIds!: string[];

  @Column({ name: 'export_ids', type: 'integer', array: true })
  exportIds!: number[];

  @Column({ name: 'recording_ids', type: 'integer', array: true })
  recordingIds!: number[];

  /** Names in the clips folder. */
  @Column({ name: 'files', type: 'text', array: true })
  files!: string[];

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3, nullable: true })
  startsAt!: Date | null;

  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3, nullable: true })
  endsAt!: Date | null;
}
