import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { onBehalfOf } from '../common/request-id.js';

/** Gives each request an id, the caller's own if it shows one, for the answer, the log and its jobs. */
export function carryRequestId(app: NestExpressApplication): void {
  app.use((request: Request & { id?: string }, response: Response, next: NextFunction) => {
    const shown = request.header('x-request-id') ?? '';
    const id = /^[\w.:+/=-]{1,128}$/.test(shown) ? shown : randomUUID();
    // Where the log looks for it.
    request.id = id;
    response.setHeader('X-Request-Id', id);
    onBehalfOf(id, next);
  });
}
