import { describe, expect, it } from '@jest/globals';
import { otherKindOf } from './other-files.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');

describe('otherKindOf', () => {
  it.each<[string | null, Buffer]>([
    ['HTML', utf8('\n<!DOCTYPE html>\n<title>Log in</title>')],
    ['HTML', utf8('\ufeff<html lang="de">')],
    ['XML', utf8('<?xml version="1.0"?><error/>')],
    ['XML', utf8('<ResponseStatus>')],
    ['JSON', utf8('{"error":"not found"}')],
    ['JSON', utf8(' [1]')],
    ['a playlist, which only names video files', utf8('#EXTM3U\n#EXTINF:9,\na.ts\n')],
    ['text', utf8('No video: größer\n')],
    // A character of several bytes at the end of the head is cut in two.
    ['text', utf8('größe').subarray(0, 3)],
    ['a JPEG picture', latin('\xff\xd8\xff\xe0')],
    ['a PNG picture', latin('\x89PNG\r\n\x1a\n')],
    ['a WebP picture', latin('RIFF\x10\0\0\0WEBPVP8 ')],
    ['a HEIF picture', latin('\0\0\0\x18ftypheic')],
    ['a ZIP archive', latin('PK\x03\x04\x14\0')],
    ['a gzip archive', latin('\x1f\x8b\x08\0')],
    ['a PDF document', latin('%PDF-1.7')],
    ['a WAV recording of sound', latin('RIFF\x10\0\0\0WAVEfmt ')],
    ['a program', latin('\x7fELF\x02')],
    [null, Buffer.alloc(4096)],
    [null, latin('\x13\xd4\x77\x9a\x02\xf1\x80\x00')],
    [null, Buffer.alloc(0)],
  ])('is %s', (kind, head) => {
    expect(otherKindOf(head)).toBe(kind);
  });
});
