import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import { type ClipOptions, DEFAULT_OPTIONS, readStoredOptions } from '../model/clip-options.js';
import { type ClipRecord, readStoredRecord } from './clip-record.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { listOf, nullOr, text } from '../../common/stored/stored-json.js';

const options = jsonColumn('clip_requests.options', readStoredOptions, {
  fallback: () => DEFAULT_OPTIONS,
  meaning: 'the clip is made with the default options',
});
const triedWith = jsonColumn('clip_requests.tried_with', nullOr(listOf(text)), {
  fallback: () => null,
  meaning: 'the clip may be tried again with the same footage',
});
const finished = jsonColumn('clip_requests.finished', readStoredRecord, {
  fallback: () => null,
  meaning: 'a clip that was being recorded is made again',
});

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

  @Column({ name: 'options', type: 'jsonb', transformer: options })
  options!: ClipOptions;

  /** The end of the event that the interval follows; null where it follows none, or an older version requested it. */
  @Column({ name: 'followed_end', type: 'timestamptz', precision: 3, nullable: true })
  followedEnd!: Date | null;

  /** Whether no caller has asked for the clip, so that it may be delayed, or not be made. */
  @Column({ name: 'automatic', type: 'boolean', default: false })
  automatic!: boolean;

  /** The SHA-256 of the API key that asked for the clip, in hexadecimal; null without one, or where no caller has asked. */
  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy!: string | null;

  /** The keys of the inputs with which the request ended without a new clip; null where they are not known. */
  @Column({ name: 'tried_with', type: 'jsonb', nullable: true, transformer: triedWith })
  triedWith!: string[] | null;

  /** 0 to 100 while the clip is being made. */
  @Column({ name: 'progress', type: 'smallint', nullable: true })
  progress!: number | null;

  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: ClipGenerationErrorCode | null;

  /** The job that this request belongs to; a job that was cancelled or replaced must change nothing. */
  @Column({ name: 'job_id', type: 'text' })
  jobId!: string;

  /** The clip that is about to be published: after a crash the next start of the job records it. */
  @Column({ name: 'finished', type: 'jsonb', nullable: true, transformer: finished })
  finished!: ClipRecord | null;

  /** Until when the request waits for footage of its interval; null: it does not wait. */
  @Column({ name: 'waiting_until', type: 'timestamptz', precision: 3, nullable: true })
  waitingUntil!: Date | null;

  @Column({ name: 'requested_at', type: 'timestamptz', precision: 3 })
  requestedAt!: Date;
}
