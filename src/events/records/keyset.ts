import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { InvalidCursorError } from '../event-errors.js';

/** The position of a row in the order newest first. The id breaks ties. */
export interface Place {
  at: Date;
  id: number;
}

/** By what rows are ordered. */
export interface Order<Time extends string> {
  /** The property with the instant of a row. */
  readonly time: Time;
  /** The largest id that the column can hold. */
  readonly maxId: number;
}

const MAX_INTEGER = 2_147_483_647;
export const BY_START: Order<'startedAt'> = { time: 'startedAt', maxId: MAX_INTEGER };

export interface Page<Row> {
  rows: Row[];
  /** Continues after the last row; null on the last page. */
  nextCursor: string | null;
}

/**
 * Reads one page, newest first, by keyset pagination: rows that are added or deleted between two pages
 * neither repeat nor hide others, and the last page costs no more than the first.
 */
export async function readPage<
  Row extends ObjectLiteral & { id: number } & Record<Time, Date>,
  Time extends string,
>(
  query: SelectQueryBuilder<Row>,
  page: { limit: number; cursor?: string | undefined },
  { time, maxId }: Order<Time>,
): Promise<Page<Row>> {
  const { alias } = query;
  query.orderBy(`${alias}.${time}`, 'DESC').addOrderBy(`${alias}.id`, 'DESC');
  if (page.cursor !== undefined) {
    const { at, id } = decodeCursor(page.cursor, maxId);
    query.andWhere(`(${alias}.${time}, ${alias}.id) < (:placeAt, :placeId)`, {
      ...{ placeAt: at, placeId: id },
    });
  }
  const found = await query.limit(page.limit + 1).getMany();
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return {
    rows,
    nextCursor:
      last && found.length > rows.length ? encodeCursor({ at: last[time], id: last.id }) : null,
  };
}

export function encodeCursor({ at, id }: Place): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

/**
 * @param maxId the largest id that the column can hold
 * @throws InvalidCursorError for anything that `encodeCursor` does not return
 */
export function decodeCursor(cursor: string, maxId = MAX_INTEGER): Place {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, instant, id] = /^(\S+) ([1-9]\d{0,15})$/.exec(text) ?? [];
  const at = new Date(instant ?? NaN);
  const isWritten = !Number.isNaN(at.getTime()) && at.toISOString() === instant;
  // PostgreSQL has no earlier years than 4714 BC.
  if (!isWritten || at.getUTCFullYear() < 1 || Number(id) > maxId) {
    throw new InvalidCursorError();
  }
  return { at, id: Number(id) };
}
