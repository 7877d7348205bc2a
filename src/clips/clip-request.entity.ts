import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Event } from '../events/event.entity.js';
import type { ClipOptions } from './clip-options.js';

export type ClipRequestState = 'pending' | 'completed' | 'failed';

/** The latest request for an event's clip. */
@Entity('clip_requests')
export class ClipRequest {
  @PrimaryColumn({ name: 'event_id', type: 'integer' })
  eventId!: number;

  @OneToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  event?: Relation<Event>;

  @Column({ name: 'state', type: 'text' })
  state!: ClipRequestState;

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column({ name: 'options', type: 'jsonb' })
  options!: ClipOptions;

  /** 0 to 100 while it is being made. */
  @Column({ name: 'progress', type: 'smallint', nullable: true })
  progress!: number | null;

  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: string | null;

  /** Of the finished file, written before it is published: a restart in between completes the record. */
  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz', precision: 3 })
  requestedAt!: Date;
}
