import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { randomUUID } from 'node:crypto';
import { onBehalfOf } from '../common/http/request-id.js';

/** Gives each request an id, the caller's own if it sent one, for the answer, the log and the request's jobs. */
export function carryRequestId(app: NestExpressApplication): void {
  app.use((request: Request & { id?: string }, response: Response, next: NextFunction) => {
    const sent = request.header('x-request-id') ?? '';
    const id = /^[\w.:+/=-]{1,128}$/.test(sent) ? sent : randomUUID();
    // The log reads it from here.
    request.id = id;
    response.setHeader('X-Request-Id', id);
    onBehalfOf(id, next);
  });
}
