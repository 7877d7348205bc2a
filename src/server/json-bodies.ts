import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { checkJsonText } from '../common/validation/check-json-text.js';
import { NotJsonError } from '../common/request-errors.js';

/**
 * Accepts JSON bodies of up to 1 MB and refuses all others. A body that was ignored would leave the request
 * with its defaults, and a form can be sent by any web page.
 */
export function jsonBodies(app: NestExpressApplication): void {
  app.use((request: Request, _response: Response, next: NextFunction) =>
    next(hasOtherBody(request) ? new NotJsonError() : undefined),
  );
  // The types of Nest leave `verify` out, which body-parser calls with the bytes before it parses them.
  const options = {
    limit: '1mb',
    verify: (_request: unknown, _response: unknown, bytes: Buffer) => checkJsonText(bytes),
  };
  app.useBodyParser('json', options);
}

function hasOtherBody(request: Request): boolean {
  return request.headers['content-length'] !== '0' && request.is('application/json') === false;
}
