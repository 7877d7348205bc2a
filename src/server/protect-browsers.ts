import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';

/**
 * Headers that keep browsers from doing more with an answer than it is meant for. Other origins may use
 * the API, and show its clips, only where they are named.
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
    exposedHeaders: ['Location', 'Retry-After', 'ETag', 'Content-Range', 'Content-Disposition'],
  });
}

type Directives = Record<string, string[]>;

/** The API answers nothing that a browser would run; the page brings a policy of its own. */
const API_POLICY: Directives = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/** Swagger UI styles itself inline and draws its icons from data. */
const DOCS_POLICY: Directives = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  frameAncestors: ["'none'"],
};

function policy(directives: Directives) {
  return { useDefaults: false, directives };
}
