import { BadRequestException, HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import type { ErrorBody } from './error-body.dto.js';
import { EventClipsError } from '../event-clips-error.js';
import {
  BodyTooLargeError,
  DatabaseUnavailableError,
  InternalError,
  MalformedRequestError,
  NothingHereError,
} from '../request-errors.js';

/** What the caller gets to see of an error; whatever was not raised on purpose becomes a bare 500. */
export function errorBodyOf(error: unknown): ErrorBody {
  if (error instanceof EventClipsError) return body(error.status, error.code, error.message);
  const problems = problemsOf(error);
  if (problems) return body(400, 'VALIDATION_FAILED', problems);
  if (error instanceof HttpException) {
    // The adapter wraps what is thrown while a body is read.
    if (error.cause instanceof EventClipsError) return errorBodyOf(error.cause);
    return ofHttp(error.getStatus(), error.message);
  }
  if (isDatabaseAway(error)) return errorBodyOf(new DatabaseUnavailableError());
  const status = clientErrorStatus(error);
  return status ? ofHttp(status) : errorBodyOf(new InternalError());
}

/** What a validation pipe found, ours or a host's global one. */
function problemsOf(error: unknown): string[] | null {
  if (!(error instanceof BadRequestException)) return null;
  const { message } = error.getResponse() as { message?: unknown };
  return Array.isArray(message) ? message.map(String) : null;
}

function ofHttp(status: number, text?: string): ErrorBody {
  switch (status) {
    case 400:
      return errorBodyOf(new MalformedRequestError());
    case 404:
      return errorBodyOf(new NothingHereError());
    case 413:
      return errorBodyOf(new BodyTooLargeError());
    default: {
      const name = STATUS_CODES[status] ?? 'Error';
      return body(status, name.toUpperCase().replaceAll(/[^A-Z]+/g, '_'), text ?? name);
    }
  }
}

function body(statusCode: number, code: string, message: string | string[]): ErrorBody {
  return { statusCode, error: STATUS_CODES[statusCode] ?? 'Error', code, message };
}

/** Express middleware (body parser, router) marks the caller's mistakes by a 4xx `status`. */
function clientErrorStatus(error: unknown): number | null {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

const CONNECTION_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

/**
 * Class 08 (connection), 57P0x (shutting down, starting up) and 53300 (too many connections) pass, and so does a
 * statement that took too long, as one that waited for a lock.
 */
function isDatabaseAway(error: unknown): boolean {
  const { name, message, driverError, code, syscall } = error as Error & {
    driverError?: unknown;
    code?: unknown;
    syscall?: unknown;
  };
  if (driverError && driverError !== error) return isDatabaseAway(driverError);
  if (name === 'ConnectionIsNotSetError' || name === 'CannotConnectAlreadyConnectedError')
    return true;
  if (typeof code === 'string') {
    if (/^(08|57P0|53300)/.test(code)) return true;
    if (CONNECTION_ERRORS.has(code)) return syscall === 'connect' || syscall === 'read';
  }
  return /^(Connection terminated|canceling statement due to statement timeout|timeout expired|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error)/.test(
    message ?? '',
  );
}
