import { Column, Entity, PrimaryColumn } from 'typeorm';
import { jsonColumn } from '../../common/stored/json-column.js';
import { number, type Reader, record } from '../../common/stored/stored-json.js';

/** Days by the label of an event; 0: for ever. */
export type DaysByLabel = Readonly<Record<string, number>>;

export const readDaysByLabel: Reader<DaysByLabel> = (stored) => {
  const found = record(stored);
  const isReadable = Object.values(found ?? {}).every((days) => number(days) !== undefined);
  return isReadable ? (found as DaysByLabel | undefined) : undefined;
};

const daysByLabel = jsonColumn('cameras.retention_days_by_label', readDaysByLabel, {
  fallback: () => ({}),
  meaning: 'the labels of the camera have no retention of their own',
});

/** What is set for a camera. Null: its default. A camera that nothing was ever set for has no row. */
@Entity('cameras')
export class Camera {
  @PrimaryColumn({ name: 'camera_id', type: 'text' })
  cameraId!: string;

  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  /** IANA zone. */
  @Column({ name: 'time_zone', type: 'text', nullable: true })
  timeZone!: string | null;

  /** How far its clock is ahead of the right time. */
  @Column({ name: 'clock_offset_seconds', type: 'double precision', nullable: true })
  clockOffsetSeconds!: number | null;

  @Column({ name: 'file_pattern', type: 'text', nullable: true })
  filePattern!: string | null;

  /** 0: for ever. */
  @Column({ name: 'retention_days', type: 'integer', nullable: true })
  retentionDays!: number | null;

  @Column({ name: 'retention_days_by_label', type: 'jsonb', transformer: daysByLabel })
  retentionDaysByLabel!: DaysByLabel;

  @Column({ name: 'quiet_after_seconds', type: 'integer', nullable: true })
  quietAfterSeconds!: number | null;

  /** From when on a camera that has never recorded counts as silent. Null where it is not watched. */
  @Column({ name: 'watched_since', type: 'timestamptz', precision: 3, nullable: true })
  watchedSince!: Date | null;

  /** Since when it has recorded nothing, as it was reported; null where it records, or is not watched. */
  @Column({ name: 'silent_since', type: 'timestamptz', precision: 3, nullable: true })
  silentSince!: Date | null;
}
