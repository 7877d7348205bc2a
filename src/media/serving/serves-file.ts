import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { TakesSignedLinks } from '../../common/http/access.js';
import { SIGNED_LINK } from '../../common/http/security-schemes.js';
import { type Thrown, Throws } from '../../common/http/throws.js';
import { ClipsFolderSilentError } from '../../isolation/folder-errors.js';
import {
  InvalidLinkError,
  PreconditionFailedError,
  RangeNotSatisfiableError,
} from './media-errors.js';

const text = (description: string, example: string) => ({
  description,
  schema: { type: 'string' as const, example },
});

const requestHeader = (name: string, description: string, example: string) => ({
  ...{ name, description, required: false },
  schema: { type: 'string' as const, example },
});

const ETAG = '"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"';
const BINARY = { schema: { type: 'string', format: 'binary' } };
const TAG = text('Strong: a hash of the content.', ETAG);
const MODIFIED = text('When it was written.', 'Sat, 03 Jan 2026 10:30:22 GMT');
const VALIDATORS = { ETag: TAG, 'Last-Modified': MODIFIED };
const RANGES = text('Ranges are in bytes.', 'bytes');
const RANGE = text('Which bytes of how many.', 'bytes 0-1023/12482913');

/** A route that answers with a stored file: validators, ranges, signed links (RFC 9110, 13 and 14). */
export function ServesFile(contentTypes: string[], errors: Thrown[]): MethodDecorator {
  const content = Object.fromEntries(contentTypes.map((type) => [type, BINARY]));
  const whole = { ...VALIDATORS, 'Accept-Ranges': RANGES };
  return applyDecorators(
    TakesSignedLinks(true),
    ApiSecurity(SIGNED_LINK),
    ApiHeader(
      requestHeader('Range', 'One range of bytes; several get the whole file.', 'bytes=0-1023'),
    ),
    ApiHeader(
      requestHeader(
        'If-None-Match',
        'The `ETag` of the copy at hand: 304 while it is the same.',
        ETAG,
      ),
    ),
    ApiOkResponse({ description: 'The whole file.', content, headers: whole }),
    ApiResponse({
      status: 206,
      description: 'The requested range.',
      content,
      headers: { ...whole, 'Content-Range': RANGE },
    }),
    ApiResponse({ status: 304, description: 'It has not changed.', headers: VALIDATORS }),
    Throws([
      ...errors,
      InvalidLinkError,
      PreconditionFailedError,
      RangeNotSatisfiableError,
      ClipsFolderSilentError,
    ]),
  );
}
