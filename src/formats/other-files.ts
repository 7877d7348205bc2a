import { startsWith } from './signature.js';

/** Bytes that files of other kinds begin with. */
const SIGNATURES: readonly (readonly [name: string, bytes: string, offset?: number])[] = [
  ['a JPEG picture', '\xff\xd8\xff'],
  ['a PNG picture', '\x89PNG'],
  ['a GIF picture', 'GIF8'],
  ['a WebP picture', 'WEBP', 8],
  ['a HEIF picture', 'ftyphei', 4],
  ['a HEIF picture', 'ftypmif1', 4],
  ['an AVIF picture', 'ftypavif', 4],
  ['a PDF document', '%PDF'],
  ['a ZIP archive', 'PK\x03\x04'],
  ['a gzip archive', '\x1f\x8b'],
  ['a 7-Zip archive', '7z\xbc\xaf\x27\x1c'],
  ['a RAR archive', 'Rar!'],
  ['a WAV recording of sound', 'WAVE', 8],
  ['an MP3 recording of sound', 'ID3'],
  ['an SQLite database', 'SQLite format 3'],
  ['a program', '\x7fELF'],
];

/** What text is, by its beginning. */
const TEXTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a playlist, which only names video files', /^#EXTM3U/],
  ['HTML', /^<(!doctype html|html|head|body)\b/i],
  ['XML', /^<(\?xml|[a-z])/i],
  ['JSON', /^[[{]/],
  ['text', /^/],
];

/** What a file is that is not video, by its first bytes, such as `HTML`; null where they do not tell. */
export function otherKindOf(head: Uint8Array): string | null {
  const signature = SIGNATURES.find(([, bytes, offset]) => startsWith(head, bytes, offset));
  if (signature) return signature[0];
  const text = textOf(head);
  if (text !== null) return TEXTS.find(([, pattern]) => pattern.test(text))![0];
  return null;
}

/** Null where the bytes are no text in UTF-8. The last character may be cut in two. */
function textOf(head: Uint8Array): string | null {
  const text = Buffer.from(head)
    .toString('utf8')
    .replace(/\ufffd$/, '')
    .trimStart();
  const isText = text !== '' && !/[\p{Cc}\ufffd]/u.test(text.replace(/[\t\n\f\r]/g, ''));
  return isText ? text.replace(/^\ufeff\s*/, '') : null;
}
