import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Recording } from '../records/recording.entity.js';
import { joinedSpans, type Span } from '../footage/spans.js';

/** Rows that are read at a time. */
const BATCH = 10_000;

export interface RecordedSpans {
  /** In order, and joined; those at the edges may reach beyond the window. */
  readonly spans: readonly Span[];
  /** Where the spans end early because there are too many; null: they are all. */
  readonly continuesAtMs: number | null;
}

/** Reads what a camera has recorded. */
@Injectable()
export class CameraCoverage {
  constructor(@InjectRepository(Recording) private readonly recordings: Repository<Recording>) {}

  /** The recordings that overlap a window, joined, as far as there are no more than `most` intervals. */
  async spansIn(cameraId: string, window: Span, most: number): Promise<RecordedSpans> {
    let spans = await this.spanAt(cameraId, window.startsAtMs);
    let after = { startsAtMs: window.startsAtMs, id: 0 };
    for (let count = BATCH; count === BATCH;) {
      const rows = await this.rowsAfter(cameraId, after, window.endsAtMs);
      spans = joinedSpans([...spans, ...rows]);
      if (spans.length > most) return { spans: spans.slice(0, most), continuesAtMs: spans[most - 1]!.endsAtMs }; // prettier-ignore
      count = rows.length;
      after = rows.at(-1) ?? after;
    }
    return { spans, continuesAtMs: null };
  }

  /** When the newest recording ends; null: there is none. */
  async newestEndsAt(cameraId: string): Promise<Date | null> {
    const newest = await this.recordings.findOne({
      where: { cameraId },
      order: { startedAt: 'DESC', id: 'DESC' },
    });
    return newest?.endedAt ?? null;
  }

  /** What begins before an instant and lasts beyond it. The index `recordings_span` finds the few rows. */
  private async spanAt(cameraId: string, atMs: number): Promise<Span[]> {
    const [row] = await this.recordings.query<[Span | { startsAtMs: null }]>(
      `SELECT ${MS('min(started_at)')} AS "startsAtMs", ${MS('max(ended_at)')} AS "endsAtMs"
         FROM recordings
        WHERE camera_id = $1 AND tstzrange(started_at, ended_at) @> $2::timestamptz`,
      [cameraId, new Date(atMs)],
    );
    return row.startsAtMs === null ? [] : [row];
  }

  private rowsAfter(
    cameraId: string,
    after: { startsAtMs: number; id: number },
    endsAtMs: number,
  ): Promise<(Span & { id: number })[]> {
    return this.recordings.query(
      `SELECT id, ${MS('started_at')} AS "startsAtMs", ${MS('ended_at')} AS "endsAtMs" FROM recordings
        WHERE camera_id = $1 AND (started_at, id) > ($2, $3) AND started_at < $4
        ORDER BY started_at, id LIMIT ${BATCH}`,
      [cameraId, new Date(after.startsAtMs), after.id, new Date(endsAtMs)],
    );
  }
}

/** Milliseconds since the epoch: a number costs less than a `Date`. */
const MS = (instant: string) => `(extract(epoch FROM ${instant}) * 1000)::float8`;
