import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EventClipsError } from '../event-clips-error.js';
import { errorBodyOf } from './error-body.js';
import { type HostResponse, nodeResponse } from './node-http.js';

const RETRY_AFTER_SECONDS = 5;

/** Answers every error in the contract's shape; what only the log may know goes there. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('Errors');

  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const hostResponse = host.switchToHttp().getResponse<HostResponse>();
    const response = nodeResponse(hostResponse);
    const body = errorBodyOf(error);
    if (body.statusCode >= 500) this.logger.error(error);
    // The status line is gone already: all that can be done is to not pretend the body is whole.
    if (response.headersSent) return void response.destroy();
    // Whoever refused may know better when a retry makes sense.
    const mayRetry = body.statusCode === 503 || body.statusCode === 429;
    if (mayRetry && !response.hasHeader('Retry-After')) {
      response.setHeader('Retry-After', retryAfterSecondsOf(error) ?? RETRY_AFTER_SECONDS);
    }
    this.adapterHost.httpAdapter.reply(hostResponse, body, body.statusCode);
  }
}

function retryAfterSecondsOf(error: unknown): number | null {
  return error instanceof EventClipsError ? error.retryAfterSeconds : null;
}
