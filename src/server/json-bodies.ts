import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { NotJsonError } from '../common/request-errors.js';

/**
 * Takes bodies of JSON, up to 1 MB, and refuses all others: one that was passed over in silence would
 * leave the call to its defaults, and a form is what any web page can send.
 */
export function jsonBodies(app: NestExpressApplication): void {
  app.use((request: Request, _response: Response, next: NextFunction) =>
    next(hasOtherBody(request) ? new NotJsonError() : undefined),
  );
  app.useBodyParser('json', { limit: '1mb' });
}

function hasOtherBody(request: Request): boolean {
  return request.headers['content-length'] !== '0' && request.is('application/json') === false;
}
