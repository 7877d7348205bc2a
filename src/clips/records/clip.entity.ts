import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import { bigintToNumber } from '../../common/stored/bigint.transformer.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { type ClipEncoding, readStoredEncoding } from '../model/clip-encoding.js';
import { type Gap, readStoredGaps } from '../model/gap.js';
import { readStoredSignedVideo, type SignedVideo } from '../model/signed-video.js';
import { readStoredSources, type SourceRecord } from '../model/source-record.js';
import type { ClipMethod } from '../model/clip-method.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { listOf, nullOr, text } from '../../common/stored/stored-json.js';

const gaps = jsonColumn<Gap[]>('clips.gaps', readStoredGaps, {
  fallback: () => [],
  meaning: 'the clip is shown without its gaps',
});
const madeFrom = jsonColumn('clips.made_from', listOf(text), {
  fallback: () => [],
  meaning: 'the clip is taken for outdated',
});
const reportedWith = jsonColumn('clips.reported_with', nullOr(listOf(text)), {
  fallback: () => null,
  meaning: 'the clip may be reported as stale once more',
});
const sources = jsonColumn('clips.sources', readStoredSources, {
  fallback: () => null,
  meaning: 'the files that the clip was made of are not known',
});
const encoding = jsonColumn('clips.encoding', readStoredEncoding, {
  fallback: () => null,
  meaning: 'which frames of the clip were encoded is not known',
});
const signedVideo = jsonColumn('clips.signed_video', nullOr(readStoredSignedVideo), {
  fallback: () => null,
  meaning: 'the clip is shown as not signed',
});

/** The published clip of an event; every value was measured on the finished file. */
@Entity('clips')
export class Clip {
  @PrimaryColumn({ name: 'event_id', type: 'integer' })
  eventId!: number;

  @OneToOne(() => Event, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'event_id' })
  event?: Relation<Event>;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ name: 'format', type: 'text' })
  format!: ClipFormat;

  /** The costliest method among its segments. */
  @Column({ name: 'method', type: 'text' })
  method!: ClipMethod;

  @Column({ name: 'requested_starts_at', type: 'timestamptz', precision: 3 })
  requestedStartsAt!: Date;

  @Column({ name: 'requested_ends_at', type: 'timestamptz', precision: 3 })
  requestedEndsAt!: Date;

  /** Instant of the footage's first frame. */
  @Column({ name: 'starts_at', type: 'timestamptz', precision: 3 })
  startsAt!: Date;

  /** End of the footage's last frame. */
  @Column({ name: 'ends_at', type: 'timestamptz', precision: 3 })
  endsAt!: Date;

  @Column({ name: 'gaps', type: 'jsonb', default: () => `'[]'`, transformer: gaps })
  gaps!: Gap[];

  /** Null where no part of the clip is as the camera signed it. */
  @Column({ name: 'signed_video', type: 'jsonb', nullable: true, transformer: signedVideo })
  signedVideo!: SignedVideo | null;

  /** What a viewer should know about the footage, such as still frames that could not be read. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  /** The keys of its inputs, by which a change is noticed later; see `clipInputs`. */
  @Column({ name: 'made_from', type: 'jsonb', transformer: madeFrom })
  madeFrom!: string[];

  /** The keys of the inputs that there were when the clip was last reported as stale; null: it was not reported. */
  @Column({ name: 'reported_with', type: 'jsonb', nullable: true, transformer: reportedWith })
  reportedWith!: string[] | null;

  /** The files that it was made of; null for a clip of a version that did not record them. */
  @Column({ name: 'sources', type: 'jsonb', nullable: true, transformer: sources })
  sources!: SourceRecord[] | null;

  /** What of it was encoded; null for a clip of a version that did not record it. */
  @Column({ name: 'encoding', type: 'jsonb', nullable: true, transformer: encoding })
  encoding!: ClipEncoding | null;

  @Column({ name: 'bytes', type: 'bigint', transformer: bigintToNumber })
  bytes!: number;

  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;

  @Column({ name: 'frames', type: 'integer' })
  frames!: number;

  @Column({ name: 'width', type: 'integer' })
  width!: number;

  @Column({ name: 'height', type: 'integer' })
  height!: number;

  @Column({ name: 'duration_seconds', type: 'double precision' })
  durationSeconds!: number;

  /**
   * What players call its codecs (RFC 6381), the video's first; null for a GIF, and for a clip of a version that did not
   * record them.
   */
  @Column({ name: 'codecs', type: 'text', nullable: true })
  codecs!: string | null;

  /** Whether its poster is published, which happens a moment later. */
  @Column({ name: 'has_poster', type: 'boolean', default: false })
  hasPoster!: boolean;

  /** A protected clip is kept, and its event with it. */
  @Column({ name: 'protected', type: 'boolean', default: false })
  protected!: boolean;

  @Column({ name: 'protected_reason', type: 'text', nullable: true })
  protectedReason!: string | null;

  /** When cleanup found that the file is missing; null while it is there. */
  @Column({ name: 'missing_since', type: 'timestamptz', precision: 3, nullable: true })
  missingSince!: Date | null;

  @Column({ name: 'generated_at', type: 'timestamptz', precision: 3 })
  generatedAt!: Date;
}
