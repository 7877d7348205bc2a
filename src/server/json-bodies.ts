import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { NotJsonError } from '../common/request-errors.js';

/**
 * Accepts JSON bodies of up to 1 MB and refuses all others. A body that was ignored would leave the request
 * with its defaults, and a form can be sent by any web page.
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
