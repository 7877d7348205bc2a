import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Something that a detector found on a camera. */
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

  /** The caller's own id, which identifies a repeated creation. */
  @Column({ name: 'external_id', type: 'text', nullable: true, unique: true })
  externalId!: string | null;

  /** A video of this event only. */
  @Column({ name: 'video_path', type: 'text', nullable: true })
  videoPath!: string | null;

  @Column({ name: 'video_started_at', type: 'timestamptz', precision: 3, nullable: true })
  videoStartedAt!: Date | null;

  /** The name of the stored clip in the clips folder. */
  @Column({ name: 'clip_path', type: 'text', nullable: true })
  clipPath!: string | null;
}
