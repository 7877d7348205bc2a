import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingHttpHeaders } from 'node:http';
import { ForeignHostError, ForeignOriginError } from '../common/http/foreign-page-errors.js';
import type { Settings } from '../config/settings.js';

/**
 * Keeps web pages of other origins from using the service through a visitor's browser, which can reach
 * loopback. No such page may change anything (request forgery). While no API keys are set, requests must
 * name this machine, so that a page cannot read through a domain that resolves to it (DNS rebinding).
 */
export function refuseForeignPages(
  app: NestExpressApplication,
  settings: Pick<Settings, 'CORS_ORIGINS' | 'API_KEYS' | 'API_KEYS_FILE' | 'AUTH'>,
): void {
  const { CORS_ORIGINS: origins, API_KEYS, API_KEYS_FILE, AUTH } = settings;
  const localOnly = AUTH === 'keys' && API_KEYS.length === 0 && API_KEYS_FILE === null;
  app.use(({ method, headers }: Request, _response: Response, next: NextFunction) => {
    if (localOnly && !isLocalName(headers.host)) return next(new ForeignHostError());
    next(isForgery(method, headers, origins) ? new ForeignOriginError() : undefined);
  });
}

/** Browsers send the origin of a request. A client that sends none is not a browser, so it is no forgery. */
export function isForgery(
  method: string,
  headers: Pick<IncomingHttpHeaders, 'origin' | 'host'> & { 'sec-fetch-site'?: unknown },
  allowed: readonly string[],
): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (origin !== undefined && allowed.includes(origin)) return false;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  return origin !== undefined && hostOf(origin) !== host;
}

export function isLocalName(host: string | undefined): boolean {
  return /^(localhost|([a-z0-9-]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i.test(
    host ?? '',
  );
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
