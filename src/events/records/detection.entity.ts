import {
  Column,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  type Relation,
} from 'typeorm';
import { Event } from './event.entity.js';

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
}
