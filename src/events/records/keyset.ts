import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidCursorError } from '../event-errors.js';

/** The position of a row in the order newest first. The id breaks ties. */
export interface Place {
  startedAt: Date;
  id: number;
}

export interface Page<Row> {
  rows: Row[];
  /** Continues after the last row; null on the last page. */
  nextCursor: string | null;
}

/**
 * Reads one page, newest first, by keyset pagination: rows that are added or deleted between two pages
 * neither repeat nor hide others, and the last page costs no more than the first.
 */
export async function readPage<Row extends ObjectLiteral & Place>(
  query: SelectQueryBuilder<Row>,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Row>> {
  const { alias } = query;
  query.orderBy(`${alias}.startedAt`, 'DESC').addOrderBy(`${alias}.id`, 'DESC');
  if (page.cursor !== undefined) {
    const { startedAt, id } = decodeCursor(page.cursor);
    query.andWhere(`(${alias}.startedAt, ${alias}.id) < (:startedAt, :id)`, { startedAt, id });
  }
  const found = await query.limit(page.limit + 1).getMany();
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return { rows, nextCursor: last && found.length > rows.length ? encodeCursor(last) : null };
}

export function encodeCursor({ startedAt, id }: Place): string {
  return Buffer.from(`${startedAt.toISOString()} ${id}`).toString('base64url');
}

/** @throws InvalidCursorError for anything that `encodeCursor` does not return */
export function decodeCursor(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, instant, id] = /^(\S+) ([1-9]\d{0,9})$/.exec(text) ?? [];
  const startedAt = new Date(instant ?? NaN);
  const isWritten = !Number.isNaN(startedAt.getTime()) && startedAt.toISOString() === instant;
  // PostgreSQL has no earlier years than 4714 BC.
  if (!isWritten || startedAt.getUTCFullYear() < 1 || Number(id) > 2_147_483_647) {
    throw new InvalidCursorError();
  }
  return { startedAt, id: Number(id) };
}
