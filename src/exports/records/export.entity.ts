import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { VideoCodecChoice } from '../../clips/model/clip-options.js';
import { bigintToNumber } from '../../common/stored/bigint.transformer.js';
import type { ExportTime } from '../model/export-time.js';

export type ExportState = 'pending' | 'completed' | 'failed';

/** Several clips in one file. */
@Entity('exports')
export class Export {
  @PrimaryGeneratedColumn('identity', { name: 'id', type: 'integer' })
  id!: number;

  /** What the caller calls it. */
  @Column({ name: 'name', type: 'text', nullable: true })
  name!: string | null;

  /** Null: as configured. */
  @Column({ name: 'video_codec', type: 'text', nullable: true })
  videoCodec!: VideoCodecChoice | null;

  @Column({ name: 'time', type: 'text' })
  time!: ExportTime;

  /** Whether it fails if one of its items does. */
  @Column({ name: 'all_or_nothing', type: 'boolean' })
  allOrNothing!: boolean;

  /** The hash of the API key that has requested it; null: none has. */
  @Column({ name: 'requested_by', type: 'text', nullable: true })
  requestedBy!: string | null;

  /** The name of that key. */
  @Column({ name: 'requester', type: 'text', nullable: true })
  requester!: string | null;

  /** The person for whom the key was used, as its caller said, or who ran a command; null: none was named. */
  @Column({ name: 'requester_user', type: 'text', nullable: true })
  requesterUser!: string | null;

  @Column({ name: 'state', type: 'text' })
  state!: ExportState;

  /** The job that makes it. */
  @Column({ name: 'job_id', type: 'text' })
  jobId!: string;

  /** 0 to 100. */
  @Column({ name: 'progress', type: 'smallint' })
  progress!: number;

  /** Why it failed, what is missing in it, or why it cannot go on just now. */
  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: string | null;

  /** Of its file, before it was made. */
  @Column({ name: 'estimated_bytes', type: 'bigint', transformer: bigintToNumber })
  estimatedBytes!: number;

  /** Of its file; null until it is completed. */
  @Column({ name: 'bytes', type: 'bigint', nullable: true, transformer: bigintToNumber })
  bytes!: number | null;

  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256!: string | null;

  /** A protected export is kept. */
  @Column({ name: 'protected', type: 'boolean', default: false })
  protected!: boolean;

  /** When it was requested. */
  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  startedAt!: Date;

  /** When it was completed, or failed. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;
}
