import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { bigintToNumber } from '../../common/stored/bigint.transformer.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { listOf, nullOr, text } from '../../common/stored/stored-json.js';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import type { ClipCut, VideoCodecChoice } from '../model/clip-options.js';
import { type MadeClip, readStoredMadeClip } from './clip-record.js';

export type IntervalClipState = 'pending' | 'completed' | 'failed';

const made = jsonColumn<MadeClip | null>('interval_clips.made', readStoredMadeClip, {
  fallback: () => null,
  meaning: 'the clip is made again',
});
const triedWith = jsonColumn('interval_clips.tried_with', nullOr(listOf(text)), {
  fallback: () => null,
  meaning: 'the clip is tried again',
});

/** A clip of a camera and a time, without an event, from its first request until it leaves the cache. */
@Entity('interval_clips')
@Unique(['cameraId', 'startsAt', 'endsAt', 'cut', 'videoCodec'])
export class IntervalClip {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'integer' })
  id!: number;

  @Column({ name: 'camera_id', type: 'text' })
  cameraId!: string;

  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column({ name: 'cut', type: 'text' })
  cut!: ClipCut;

  @Column({ name: 'video_codec', type: 'text' })
  videoCodec!: VideoCodecChoice;

  @Column({ name: 'state', type: 'text' })
  state!: IntervalClipState;

  /** The job that makes it. */
  @Column({ name: 'job_id', type: 'text' })
  jobId!: string;

  /** The hash of the API key that has requested it first; null: none has. */
  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy!: string | null;

  /** 0 to 100. */
  @Column({ name: 'progress', type: 'smallint' })
  progress!: number;

  /** Why it could not be made, or why it cannot go on just now. */
  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: ClipGenerationErrorCode | null;

  /** Until when it waits for footage; null: it does not. */
  @Column({ name: 'waiting_until', type: 'timestamptz', precision: 3, nullable: true })
  waitingUntil!: Date | null;

  /** The keys of the inputs with which it failed; see `clipInputs`. */
  @Column({ name: 'tried_with', type: 'jsonb', nullable: true, transformer: triedWith })
  triedWith!: string[] | null;

  /** What was measured on the finished file; null until it is completed. */
  @Column({ name: 'made', type: 'jsonb', nullable: true, transformer: made })
  made!: MadeClip | null;

  /** Of its file; null until it is completed. */
  @Column({ name: 'bytes', type: 'bigint', nullable: true, transformer: bigintToNumber })
  bytes!: number | null;

  /** When it was completed, or failed. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;

  /** When it was requested last, to within a minute. */
  @Column({ name: 'used_at', type: 'timestamptz', precision: 3 })
  usedAt!: Date;
}
