import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { errorBodyOf } from './error-body.js';

/** Answers every error in the contract's shape; what only the log may know goes there. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const body = errorBodyOf(error);
    if (body.statusCode >= 500) this.logger.error(error);
    // The status line is gone already: all that can be done is to not pretend the body is whole.
    if (response.headersSent) return void response.destroy();
    if (body.statusCode === 503 || body.statusCode === 429) askToRetry(response);
    response.status(body.statusCode).json(body);
  }
}

/** Unless who refused knows better when it is worth while. */
function askToRetry(response: Response): void {
  if (!response.hasHeader('Retry-After')) response.setHeader('Retry-After', '5');
}
