import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { jsonColumn } from '../../common/stored/json-column.js';
import { type FileIdentity, readStoredIdentity } from '../../media/footage/file-identity.js';
import { NO_IDENTITY } from './no-identity.js';

const identity = jsonColumn('events.video_identity', readStoredIdentity, NO_IDENTITY);

/** Something that a detector found on a camera. */
@Entity('events')
@Unique('events_camera_id_external_id_key', ['cameraId', 'externalId'])
export class Event {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'integer' })
  id!: number;

  @Column({ name: 'camera_id', type: 'text' })
  cameraId!: string;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'label', type: 'text', nullable: true })
  label!: string | null;

  @Column({ name: 'summary', type: 'text', nullable: true })
  summary!: string | null;

  /** The caller's own id, which identifies a repeated creation on the same camera. */
  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  /** A video of this event only. */
  @Column({ name: 'video_path', type: 'text', nullable: true })
  videoPath!: string | null;

  @Column({ name: 'video_started_at', type: 'timestamptz', precision: 3, nullable: true })
  videoStartedAt!: Date | null;

  /** Null while the file is not there, or for a row of an earlier version whose file was not read since. */
  @Column({ name: 'video_identity', type: 'jsonb', nullable: true, transformer: identity })
  videoIdentity!: FileIdentity | null;

  /** When the video is to be examined; null: never. */
  @Column({
    ...{ name: 'video_look_at', type: 'timestamptz', precision: 3, nullable: true },
    ...{ select: false, update: false },
  })
  videoLookAt?: Date | null;

  /** The name of the stored clip in the clips folder. */
  @Column({ name: 'clip_path', type: 'text', nullable: true })
  clipPath!: string | null;

  /** By the clock of the database; null for a row of a version that did not record it. */
  @Column({
    ...{ name: 'registered_at', type: 'timestamptz', precision: 3, nullable: true },
    ...{ default: () => 'now()', insert: false, update: false },
  })
  registeredAt!: Date | null;
}
