import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';

/**
 * Sets the security headers for browsers. Other origins may use the API and show its clips only if they
 * are in `origins`.
 */
export function protectBrowsers(app: NestExpressApplication, origins: string[]): void {
  const rest = {
    crossOriginResourcePolicy: { policy: origins.length > 0 ? 'cross-origin' : 'same-origin' },
  } as const;
  app.use('/api/docs', helmet({ ...rest, contentSecurityPolicy: policy(DOCS_POLICY) }));
  app.use(
    /^(?!\/api\/docs(\/|$))/i,
    helmet({ ...rest, contentSecurityPolicy: policy(API_POLICY) }),
  );
  if (origins.length === 0) return;
  app.enableCors({
    origin: origins,
    exposedHeaders: [
      ...['Location', 'Retry-After', 'ETag', 'Content-Range', 'Content-Disposition'],
      ...['X-Clip-Starts-At', 'X-Clip-Ends-At', 'X-Clip-Gap-Count'],
    ],
  });
}

type Directives = Record<string, string[]>;

/** No answer of the API is to be executed by a browser. The page sets its own policy. */
const API_POLICY: Directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** Swagger UI uses inline styles, and icons in data URLs. */
const DOCS_POLICY: Directives = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
};

function policy(directives: Directives) {
  return { useDefaults: false, directives };
}
