import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ExportState } from './export.entity.js';

/** A clip that an export is to have: that of an event, or of a camera and a time. */
@Entity('export_items')
export class ExportItem {
  @PrimaryColumn({ name: 'export_id', type: 'integer' })
  exportId!: number;

  /** In the order of the request, from 0. */
  @PrimaryColumn({ name: 'position', type: 'integer' })
  position!: number;

  /** Null: it is of a camera and a time. */
  @Column({ name: 'event_id', type: 'integer', nullable: true })
  eventId!: number | null;

  @Column({ name: 'camera_id', type: 'text', nullable: true })
  cameraId!: string | null;

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3, nullable: true })
  startsAt!: Date | null;

  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3, nullable: true })
  endsAt!: Date | null;

  @Column({ name: 'state', type: 'text' })
  state!: ExportState;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: string | null;

  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  /** Within the export; null until its clip is made. */
  @Column({ name: 'file_name', type: 'text', nullable: true })
  fileName!: string | null;
}
