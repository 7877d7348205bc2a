import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';

/**
 * Headers that keep browsers from doing more with an answer than it is meant for. Other origins may use
 * the API, and show its clips, only where they are named.
 */
export function protectBrowsers(app: NestExpressApplication, origins: string[]): void {
  app.use(
    helmet({
      // The page brings its own policy; the API answers nothing that a browser would run.
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      },
      crossOriginResourcePolicy: { policy: origins.length > 0 ? 'cross-origin' : 'same-origin' },
    }),
  );
  if (origins.length === 0) return;
  app.enableCors({
    origin: origins,
    exposedHeaders: ['Location', 'Retry-After', 'ETag', 'Content-Range', 'Content-Disposition'],
  });
}
