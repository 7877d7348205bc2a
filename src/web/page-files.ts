import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** Where `npm run build` puts the page. */
export const PAGE_DIRECTORY = fileURLToPath(new URL('../../web/dist/page', import.meta.url));

/** The page takes everything from its own origin, and nothing of it stands inline. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export type Serve = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** Serves the built page's files and passes on whatever is none; null where the page is not built. */
export function pageFiles(directory: string): Serve | null {
  if (!existsSync(directory)) return null;
  // Without validators: a 304 would leave without the page's own headers, and bring others' instead.
  return sirv(directory, { brotli: true, gzip: true, setHeaders });
}

function setHeaders(response: ServerResponse, path: string): void {
  response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader(
    'Cache-Control',
    // These carry a hash of their content in their name.
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
}
