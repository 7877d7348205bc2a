import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Something that a detector raised on a camera. */
@Entity('events')
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

  /** The caller's own id, by which a repeated creation is recognised. */
  @Column({ name: 'external_id', type: 'text', nullable: true, unique: true })
  externalId!: string | null;

  /** Footage that belongs to this event alone. */
  @Column({ name: 'video_path', type: 'text', nullable: true })
  videoPath!: string | null;

  @Column({ name: 'video_started_at', type: 'timestamptz', precision: 3, nullable: true })
  videoStartedAt!: Date | null;

  /** Name of the published clip inside the clips folder. */
  @Column({ name: 'clip_path', type: 'text', nullable: true })
  clipPath!: string | null;
}
