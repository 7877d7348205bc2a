import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** The folder in which `npm run build` puts the page. */
export const PAGE_DIRECTORY = fileURLToPath(new URL('../../web/dist/page', import.meta.url));

/** The page loads everything from its own origin and has no inline code. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export type Serve = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Serves the files of the built page and passes other requests on; null if the page is not built. */
export function pageFiles(directory: string): Serve | null {
  if (!existsSync(directory)) return null;
  // Without validators, because a 304 would not carry the headers that are set below.
  return sirv(directory, { brotli: true, gzip: true, setHeaders });
}

function setHeaders(response: ServerResponse, path: string): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader(
    'Cache-Control',
    // The names of these files contain a hash of their content.
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
