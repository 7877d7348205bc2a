import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { jsonColumn } from '../../common/stored/json-column.js';
import { type FileIdentity, readStoredIdentity } from '../../media/footage/file-identity.js';
import { Event } from './event.entity.js';
import { NO_IDENTITY } from './no-identity.js';

const identity = jsonColumn('detections.identity', readStoredIdentity, NO_IDENTITY);

/** A still frame of an event. */
@Entity('detections')
export class Detection {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'integer' })
  id!: number;

  @Column({ name: 'event_id', type: 'integer' })
  eventId!: number;

  @ManyToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  event?: Relation<Event>;

  @Column({ name: 'file_path', type: 'text' })
  filePath!: string;

  @Column({ name: 'detected_at', type: 'timestamptz', precision: 3 })
  detectedAt!: Date;

  /** Null while the file is not there, or for a row of an earlier version whose file was not read since. */
  @Column({ name: 'identity', type: 'jsonb', nullable: true, transformer: identity })
  identity!: FileIdentity | null;

  /** By the clock of the database; null for a row of a version that did not record it. */
  @Column({
    ...{ name: 'registered_at', type: 'timestamptz', precision: 3, nullable: true },
    ...{ default: () => 'now()', insert: false, update: false },
  })
  registeredAt!: Date | null;
}
