import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediaFacts } from '../../formats/media-facts.js';
import { factsTransformer } from './facts.transformer.js';
import type { PlacedBy } from '../placing/place-video.js';

/** A file of a camera's recorded video, placed in time. */
@Entity('recordings')
export class Recording {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'integer' })
  id!: number;

  @Column({ name: 'camera_id', type: 'text' })
  cameraId!: string;

  @Column({ name: 'file_path', type: 'text' })
  filePath!: string;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3 })
  endedAt!: Date;

  /** Where `startedAt` was taken from. */
  @Column({ name: 'placed_by', type: 'text' })
  placedBy!: PlacedBy;

  /** What probing the file found. */
  @Column({ name: 'facts', type: 'jsonb', transformer: factsTransformer })
  facts!: MediaFacts;
}
