import { describe, expect, it } from '@jest/globals';
import { type ClipResponse, responseFor } from './clip-response.js';

const ETAG = '"1f3e817"';
const BEFORE = 'Sat, 03 Jan 2026 10:29:59 GMT';
const MODIFIED = 'Sat, 03 Jan 2026 10:30:00 GMT';
const AFTER = 'Sat, 03 Jan 2026 10:30:01 GMT';
const file = { size: 1000, etag: ETAG, lastModified: MODIFIED };

type Answer = number | [status: 206, start: number, end: number];

/** The expected status; for 206 the bytes too. */
function summary({ status, body }: ClipResponse): Answer {
  return status === 206 && body ? [status, body.start, body.end] : status;
}

describe('responseFor', () => {
  it.each<[string, Record<string, string>, Answer]>([
    ['nothing special', {}, 200],

    ['a range', { range: 'bytes=0-99' }, [206, 0, 99]],
    ['a range over the end', { range: 'bytes=900-5000' }, [206, 900, 999]],
    ['an open range', { range: 'bytes=500-' }, [206, 500, 999]],
    ['everything as a range', { range: 'bytes=0-' }, [206, 0, 999]],
    ['a suffix', { range: 'bytes=-100' }, [206, 900, 999]],
    ['a suffix longer than the file', { range: 'bytes=-5000' }, [206, 0, 999]],
    ['several ranges', { range: 'bytes=0-1,5-6' }, 200],
    ['overlapping ranges', { range: 'bytes=0-10,5-20' }, 200],
    ['several, one satisfiable', { range: 'bytes=5000-,0-1' }, [206, 0, 1]],
    ['beyond the end', { range: 'bytes=1000-' }, 416],
    ['an empty suffix', { range: 'bytes=-0' }, 416],
    ['several beyond the end', { range: 'bytes=1000-,2000-' }, 416],
    ['a malformed range', { range: 'bytes=x' }, 200],
    ['a reversed range', { range: 'bytes=5-2' }, 200],
    ['another unit', { range: 'lines=0-1' }, 200],

    ['If-Range with the tag', { range: 'bytes=0-1', 'if-range': ETAG }, [206, 0, 1]],
    ['If-Range with the weak tag', { range: 'bytes=0-1', 'if-range': `W/${ETAG}` }, 200],
    ['If-Range with another tag', { range: 'bytes=0-1', 'if-range': '"x"' }, 200],
    ['If-Range with the date', { range: 'bytes=0-1', 'if-range': MODIFIED }, [206, 0, 1]],
    ['If-Range with an older date', { range: 'bytes=0-1', 'if-range': BEFORE }, 200],
    ['If-Range with a later date', { range: 'bytes=0-1', 'if-range': AFTER }, 200],
    ['If-Range with nonsense', { range: 'bytes=0-1', 'if-range': 'x' }, 200],
    ['If-Range that fails, beyond the end', { range: 'bytes=1000-', 'if-range': '"x"' }, 200],
    ['If-Range without a range', { 'if-range': '"x"' }, 200],

    ['If-None-Match with the tag', { 'if-none-match': ETAG }, 304],
    ['If-None-Match with the weak tag', { 'if-none-match': `W/${ETAG}` }, 304],
    ['If-None-Match in a list', { 'if-none-match': `"x", ${ETAG}` }, 304],
    ['If-None-Match with a star', { 'if-none-match': '*' }, 304],
    ['If-None-Match with others', { 'if-none-match': '"x", "y"' }, 200],
    ['If-None-Match without quotes', { 'if-none-match': ETAG.slice(1, -1) }, 200],
    ['304 before a range', { 'if-none-match': ETAG, range: 'bytes=0-1' }, 304],
    ['304 before 416', { 'if-none-match': ETAG, range: 'bytes=1000-' }, 304],
    ['range when None-Match holds', { 'if-none-match': '"x"', range: 'bytes=0-1' }, [206, 0, 1]],
    ['a reload', { 'if-none-match': ETAG, 'cache-control': 'no-cache' }, 304],

    ['If-Modified-Since the same', { 'if-modified-since': MODIFIED }, 304],
    ['If-Modified-Since later', { 'if-modified-since': AFTER }, 304],
    ['If-Modified-Since earlier', { 'if-modified-since': BEFORE }, 200],
    ['If-Modified-Since nonsense', { 'if-modified-since': 'yesterday' }, 200],
    ['None-Match outranks', { 'if-none-match': '"x"', 'if-modified-since': MODIFIED }, 200],
    ['None-Match outranks, other way', { 'if-none-match': ETAG, 'if-modified-since': BEFORE }, 304],

    ['If-Match with the tag', { 'if-match': ETAG }, 200],
    ['If-Match in a list', { 'if-match': `"x" , ${ETAG}` }, 200],
    ['If-Match with a star', { 'if-match': '*' }, 200],
    ['If-Match with the weak tag', { 'if-match': `W/${ETAG}` }, 412],
    ['If-Match with another', { 'if-match': '"x"' }, 412],
    ['If-Match and a range', { 'if-match': ETAG, range: 'bytes=0-1' }, [206, 0, 1]],
    ['412 before 304', { 'if-match': '"x"', 'if-none-match': ETAG }, 412],
    ['412 before 416', { 'if-match': '"x"', range: 'bytes=1000-' }, 412],
    ['304 after If-Match', { 'if-match': ETAG, 'if-none-match': ETAG }, 304],

    ['If-Unmodified-Since the same', { 'if-unmodified-since': MODIFIED }, 200],
    ['If-Unmodified-Since later', { 'if-unmodified-since': AFTER }, 200],
    ['If-Unmodified-Since earlier', { 'if-unmodified-since': BEFORE }, 412],
    ['If-Unmodified-Since nonsense', { 'if-unmodified-since': 'x' }, 200],
    ['If-Match outranks', { 'if-match': ETAG, 'if-unmodified-since': BEFORE }, 200],
    ['412 before 304 by date', { 'if-unmodified-since': BEFORE, 'if-modified-since': AFTER }, 412],
  ])('GET, %s', (_, headers, expected) => {
    expect(summary(responseFor('GET', headers, file))).toEqual(expected);
  });

  it.each<[string, Record<string, string>, number]>([
    ['nothing special', {}, 200],
    ['a range', { range: 'bytes=0-99' }, 200],
    ['beyond the end', { range: 'bytes=1000-' }, 200],
    ['If-None-Match', { 'if-none-match': ETAG }, 304],
    ['If-Match', { 'if-match': '"x"' }, 412],
  ])('HEAD, %s: no body', (_, headers, status) => {
    expect(responseFor('HEAD', headers, file)).toMatchObject({ status, body: null });
  });

  it('describes the whole file alike for GET and HEAD', () => {
    const headers = {
      ETag: ETAG,
      'Last-Modified': MODIFIED,
      'Cache-Control': 'private, no-cache',
      'Accept-Ranges': 'bytes',
      'Content-Length': '1000',
    };
    expect(responseFor('GET', {}, file)).toEqual({
      status: 200,
      headers,
      body: { start: 0, end: 999 },
    });
    expect(responseFor('HEAD', {}, file)).toEqual({ status: 200, headers, body: null });
  });

  it('describes a part', () => {
    expect(responseFor('GET', { range: 'bytes=10-19' }, file).headers).toMatchObject({
      ETag: ETAG,
      'Content-Length': '10',
      'Content-Range': 'bytes 10-19/1000',
    });
  });

  it('keeps the validators on 304 and names the size on 416', () => {
    expect(responseFor('GET', { 'if-none-match': '*' }, file).headers).toEqual({
      ETag: ETAG,
      'Last-Modified': MODIFIED,
      'Cache-Control': 'private, no-cache',
    });
    expect(responseFor('GET', { range: 'bytes=1000-' }, file).headers).toEqual({
      'Content-Range': 'bytes */1000',
    });
  });

  it('sends nothing of an empty file', () => {
    const empty = { ...file, size: 0 };
    expect(responseFor('GET', {}, empty)).toMatchObject({
      status: 200,
      headers: { 'Content-Length': '0' },
      body: null,
    });
    expect(responseFor('GET', { range: 'bytes=0-' }, empty).status).toBe(416);
  });
});
