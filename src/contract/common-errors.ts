import { BadRequestException } from '@nestjs/common';
import {
  ForbiddenError,
  InvalidUserError,
  KeyExpiredError,
  RateLimitedError,
  UnauthorizedError,
  UserNotAllowedError,
} from '../auth/auth-errors.js';
import type { Scope } from '../common/http/access.js';
import { ForeignHostError, ForeignOriginError } from '../common/http/foreign-page-errors.js';
import {
  BodyTooLargeError,
  InternalError,
  InvalidIdError,
  MalformedRequestError,
  NotJsonError,
  UnusableTextError,
} from '../common/request-errors.js';
import { inline, type Operation } from './operation.js';

/** Validation's answer to an unknown field. */
const UNKNOWN_FIELD = new BadRequestException(['property colour should not exist']);

/** Samples of the errors that can occur before a route's handler runs, by what the route requires and accepts. */
export function commonErrors(
  operation: Operation,
  method: string,
  access: Scope | 'public',
): Error[] {
  const parameters = (operation.parameters ?? []).flatMap((each) => inline(each) ?? []);
  const takes = (where: string) => parameters.some((parameter) => parameter.in === where);
  const hasBody = operation.requestBody !== undefined;
  return [
    ...(takes('path') || hasBody ? [new MalformedRequestError()] : []),
    ...(takes('query') || hasBody ? [UNKNOWN_FIELD] : []),
    ...(takes('path') ? [new UnusableTextError()] : []),
    ...(parameters.some(({ name }) => name === 'id') ? [new InvalidIdError()] : []),
    ...(access === 'public' ? [] : errorsOfKeys(access)),
    new ForeignHostError(),
    ...(method === 'get' ? [] : [new ForeignOriginError()]),
    ...(hasBody ? [new BodyTooLargeError(), new NotJsonError()] : []),
    new RateLimitedError(),
    new InternalError(),
  ];
}

function errorsOfKeys(scope: Scope): Error[] {
  return [
    new UnauthorizedError(),
    new KeyExpiredError(),
    new ForbiddenError(scope),
    new UserNotAllowedError(),
    new InvalidUserError(),
  ];
}
