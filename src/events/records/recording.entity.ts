import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediaFacts } from '../../formats/media-facts.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { readStoredFacts } from '../../probe/stored-facts.js';
import type { PlacedBy } from '../placing/place-video.js';

const facts = jsonColumn<MediaFacts | null>('recordings.facts', readStoredFacts, {
  fallback: () => null,
  meaning: 'the file is probed for each clip until it is registered again',
});

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

  /** What probing the file found; null where this version cannot read what was stored. */
  @Column({ name: 'facts', type: 'jsonb', transformer: facts })
  facts!: MediaFacts | null;
}
