import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { accessOf, onlyReads } from '../common/access.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { type ApiKey, findApiKey } from '../common/api-key.js';
import { ForbiddenError, RateLimitedError, UnauthorizedError } from './auth-errors.js';
import { AUTH_OPTIONS, type AuthModuleOptions } from './auth.options.js';
import { FailedKeys } from './failed-keys.js';
import { rememberCaller } from '../common/caller.js';

/** Guards every route: it requires a key with the scope of the route, or a signed link. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(AUTH_OPTIONS) private readonly options: AuthModuleOptions,
    private readonly reflector: Reflector,
    private readonly links: MediaLinks,
    private readonly failures: FailedKeys,
  ) {}

  /** @throws UnauthorizedError, ForbiddenError, RateLimitedError */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const targets = [context.getHandler(), context.getClass()];
    const required = accessOf(this.reflector, targets, request.method);
    const key = this.keyOf(request);
    if (key) rememberCaller(request, key.name);
    if (this.options.keys.length === 0 || required === 'public') return true;
    if (!key && onlyReads(request.method) && this.links.isSigned(request.path, request.query))
      return true;
    if (!key) this.refuse(request, context.switchToHttp().getResponse<Response>());
    if (!key.scopes.has(required)) throw new ForbiddenError(required);
    return true;
  }

  /** Only a wrong key counts as a failure. The page sends none at first, and asks for one after a 401. */
  private refuse({ headers, ip = '' }: Request, response: Response): never {
    const seconds = headers.authorization === undefined ? 0 : this.failures.count(ip);
    if (seconds > 0) {
      response.setHeader('Retry-After', seconds);
      throw new RateLimitedError('Too many wrong API keys came from this address.');
    }
    response.setHeader('WWW-Authenticate', 'Bearer');
    throw new UnauthorizedError();
  }

  private keyOf({ headers }: Request): ApiKey | null {
    const [, sent] = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '') ?? [];
    return sent === undefined ? null : findApiKey(this.options.keys, sent);
  }
}
