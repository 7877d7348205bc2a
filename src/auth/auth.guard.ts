import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { accessOf, onlyReads } from '../common/http/access.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { type ApiKey, findApiKey } from '../common/api-key.js';
import { ForbiddenError, RateLimitedError, UnauthorizedError } from './auth-errors.js';
import { AUTH_OPTIONS, type AuthModuleOptions } from './auth.options.js';
import { FailedKeys } from './failed-keys.js';
import { rememberCaller } from '../common/http/caller.js';
import {
  type GuardedRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
  pathOf,
} from '../common/http/node-http.js';

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
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const required = accessOf(this.reflector, targets, request.method);
    const key = this.keyOf(request);
    if (key) rememberCaller(nodeRequest(request), key.name);
    if (this.options.keys.length === 0 || required === 'public') return true;
    if (!key && onlyReads(request.method) && this.links.isSigned(pathOf(request), request.query))
      return true;
    if (!key) this.refuse(request, context.switchToHttp().getResponse<HostResponse>());
    if (!key.scopes.has(required)) throw new ForbiddenError(required);
    return true;
  }

  /** Only a wrong key counts as a failure. The page sends none at first, and asks for one after a 401. */
  private refuse({ headers, ip = '' }: GuardedRequest, hostResponse: HostResponse): never {
    const response = nodeResponse(hostResponse);
    const seconds = headers.authorization === undefined ? 0 : this.failures.count(ip);
    if (seconds > 0) {
      response.setHeader('Retry-After', seconds);
      throw new RateLimitedError('Too many wrong API keys came from this address.');
    }
    response.setHeader('WWW-Authenticate', 'Bearer');
    throw new UnauthorizedError();
  }

  private keyOf({ headers }: GuardedRequest): ApiKey | null {
    const [, sent] = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(headers.authorization ?? '') ?? [];
    return sent === undefined ? null : findApiKey(this.options.keys, sent);
  }
}
