import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';
import { accessOf, onlyReads, TakesSignedLinks } from '../common/http/access.js';
import { InvalidLinkError } from '../media/serving/media-errors.js';
import { THE_SERVICE } from '../media/serving/link-signature.js';
import { MediaLinks } from '../media/serving/media-links.js';
import type { ApiKey } from '../common/api-key.js';
import { ApiKeys } from './api-keys.js';
import {
  ForbiddenError,
  KeyExpiredError,
  RateLimitedError,
  UnauthorizedError,
} from './auth-errors.js';
import { CameraLimits } from './camera-limits.js';
import { FailedKeys } from './failed-keys.js';
import { userIn } from './user-in.js';
import { rememberCaller, keyHashOf } from '../common/http/caller.js';
import { rememberOrigin } from '../common/http/request-origin.js';
import {
  type GuardedRequest,
  type HostResponse,
  nodeRequest,
  nodeResponse,
  pathOf,
} from '../common/http/node-http.js';

type Targets = Parameters<Reflector['getAllAndOverride']>[1];

/** Guards every route: it requires a key with the scope of the route, or a signed link. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly keys: ApiKeys,
    private readonly reflector: Reflector,
    private readonly links: MediaLinks,
    private readonly failures: FailedKeys,
    private readonly limits: CameraLimits,
  ) {}

  /** @throws EventClipsError unless the caller may do this */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const required = accessOf(this.reflector, targets, request.method);
    const key = this.keyOf(request);
    const isPublic = !this.keys.areRequired || required === 'public';
    const user = key && !isPublic ? userIn(request.headers, key) : null;
    if (key) rememberCaller(nodeRequest(request), { ...key, user });
    const address = request.ip ?? null;
    rememberOrigin({ address, link: null });
    if (isPublic) return true;
    const isLink = this.isLink(request, targets);
    // First, so that a key that is sent as well does not take away what the link permits.
    const by = isLink ? this.links.signerOf(pathOf(request), request.query) : null;
    const used = by === null ? key : this.keys.current().find((each) => keyHashOf(each) === by);
    if (by !== null) rememberOrigin({ address, link: { key: used?.name ?? null } });
    if (by === THE_SERVICE) return true;
    if (!used) this.refuse(request, context.switchToHttp().getResponse<HostResponse>(), isLink);
    if (!used.scopes.has(required)) throw new ForbiddenError(required);
    if (used.cameras) await this.limits.check(used.cameras, targets, request.params);
    return true;
  }

  /** Whether the request uses a signed link, valid or not. */
  private isLink({ method, query }: GuardedRequest, targets: Targets): boolean {
    const takesLinks = this.reflector.getAllAndOverride(TakesSignedLinks, targets) ?? false;
    return takesLinks && onlyReads(method) && query['signature'] !== undefined;
  }

  /** Only a wrong key counts as a failure. The page sends none at first, and asks for one after a 401. */
  private refuse(
    { headers, ip = '' }: GuardedRequest,
    hostResponse: HostResponse,
    isLink: boolean,
  ): never {
    const response = nodeResponse(hostResponse);
    const seconds = headers.authorization === undefined ? 0 : this.failures.count(ip);
    if (seconds > 0) {
      response.setHeader('Retry-After', seconds);
      throw new RateLimitedError('Too many wrong API keys came from this address.');
    }
    response.setHeader('WWW-Authenticate', 'Bearer');
    if (isLink) throw new InvalidLinkError();
    throw this.keys.hasExpired(sentIn(headers) ?? '')
      ? new KeyExpiredError()
      : new UnauthorizedError();
  }

  private keyOf({ headers }: GuardedRequest): ApiKey | null {
    const sent = sentIn(headers);
    return sent === null ? null : this.keys.find(sent);
  }
}

function sentIn({ authorization = '' }: IncomingHttpHeaders): string | null {
  return /^Bearer +([\x21-\x7e]{1,512})$/i.exec(authorization)?.[1] ?? null;
}
