import { Injectable, type PipeTransform } from '@nestjs/common';
import { InvalidIdError } from '../request-errors.js';

const MAX_INTEGER = 2_147_483_647;

/**
 * A row id from the path: a plain decimal without sign, exponent or leading zero.
 *
 * A malformed id is answered with 400 `INVALID_ID`. An id above PostgreSQL's integer range is well
 * formed, so it is passed on as the largest integer, for which the route answers 404.
 */
@Injectable()
export class ParseIdPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,18}$/.test(value)) throw new InvalidIdError();
    return Math.min(Number(value), MAX_INTEGER);
  }
}
