import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Event } from '../../events/records/event.entity.js';
import { bigintToNumber } from '../../common/stored/bigint.transformer.js';
import type { ClipFormat } from '../../media/storage/clip-file.js';
import { type Gap, readStoredGaps } from '../model/gap.js';
import type { ClipMethod } from '../model/clip-method.js';
import { jsonColumn } from '../../common/stored/json-column.js';
import { listOf } from '../../common/stored/stored-json.js';
import { text } from '../../common/stored/stored-json.js';

const gaps = jsonColumn<Gap[]>('clips.gaps', readStoredGaps, {
  fallback: () => [],
  meaning: 'the clip is shown without its gaps',
});
const madeFrom = jsonColumn('clips.made_from', listOf(text), {
  fallback: () => [],
  meaning: 'the clip is taken for outdated',
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

  /** What a viewer should know about the footage, such as still frames that could not be read. */
  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  /** The keys of its inputs, by which a change is noticed later; see `clipInputs`. */
  @Column({ name: 'made_from', type: 'jsonb', transformer: madeFrom })
  madeFrom!: string[];

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
