import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediaFacts } from '../../formats/media-facts.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { type FileIdentity, readStoredIdentity } from '../../media/footage/file-identity.js';
import { NO_IDENTITY } from './no-identity.js';
import { readStoredFacts } from '../../probe/stored-facts.js';
import type { PlacedBy } from '../placing/place-video.js';

const facts = jsonColumn<MediaFacts | null>('recordings.facts', readStoredFacts, {
  fallback: () => null,
  meaning: 'the file is probed for each clip until it is registered again',
});

const identity = jsonColumn('recordings.identity', readStoredIdentity, NO_IDENTITY);

/** What the database does not choose by itself. */
export type NewRecording = Omit<Recording, 'id' | 'registeredAt'>;

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

  /** Null for a row of an earlier version whose file was not read since. */
  @Column({ name: 'identity', type: 'jsonb', nullable: true, transformer: identity })
  identity!: FileIdentity | null;

  /** By the clock of the database; null for a row of a version that did not record it. */
  @Column({
    ...{ name: 'registered_at', type: 'timestamptz', precision: 3, nullable: true },
    ...{ default: () => 'now()', insert: false, update: false },
  })
  registeredAt!: Date | null;
}
