import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { bigintToNumber } from '../../common/stored/bigint.transformer.js';
import type { RenditionName } from '../../media/storage/clip-file.js';
import type { ClipGenerationErrorCode } from '../model/clip-generation-error.js';
import { Clip } from './clip.entity.js';

export type ClipRenditionState = 'pending' | 'completed' | 'failed';

/** A rendition of one version of a clip, from its first request on. */
@Entity('clip_renditions')
export class ClipRendition {
  @PrimaryColumn({ name: 'event_id', type: 'integer' })
  eventId!: number;

  @ManyToOne(() => Clip, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  clip?: Relation<Clip>;

  @PrimaryColumn({ name: 'name', type: 'text' })
  name!: RenditionName;

  /** The version of the clip that it is of. */
  @Column({ name: 'clip_sha256', type: 'text' })
  clipSha256!: string;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ name: 'state', type: 'text' })
  state!: ClipRenditionState;

  /** The job that makes it; one that was replaced must change nothing. */
  @Column({ name: 'job_id', type: 'text' })
  jobId!: string;

  /** 0 to 100. */
  @Column({ name: 'progress', type: 'smallint' })
  progress!: number;

  /** Why it could not be made, or why it cannot go on just now. */
  @Column({ name: 'message', type: 'text', nullable: true })
  message!: string | null;

  @Column({ name: 'error_code', type: 'text', nullable: true })
  errorCode!: ClipGenerationErrorCode | null;

  /** Of its file; null until it is completed. */
  @Column({ name: 'sha256', type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ name: 'bytes', type: 'bigint', nullable: true, transformer: bigintToNumber })
  bytes!: number | null;

  /** When it was completed, or failed. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  endedAt!: Date | null;
}
