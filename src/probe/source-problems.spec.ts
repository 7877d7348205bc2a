import { describe, expect, it } from '@jest/globals';
import { notOpened, otherFile, unreadable } from './source-problems.js';

describe('otherFile', () => {
  it.each([
    [Buffer.from('<!doctype html>'), /^is HTML, not video\. Give a complete MP4/],
    [Buffer.alloc(4096), /^begins with zeros/],
    [Buffer.from('1fd40783b2', 'hex'), /^is of no known video format, or it is encrypted/],
  ])('says of %s', (head, problem) => {
    expect(otherFile(head)).toMatch(problem);
  });
});

describe('notOpened', () => {
  it.each([
    ['EACCES', /may not be read by this service/],
    ['EIO', /could not be opened \(EIO\)/],
    [undefined, /could not be opened/],
  ])('says of %s', (code, problem) => {
    expect(notOpened(code)).toMatch(problem);
  });
});

describe('unreadable', () => {
  it.each([
    ['mov', '[mov] moov atom not found\nfile:/a/b.mp4: Invalid data', /^is an MP4 whose index/],
    ['mov', 'file:/a/b.mp4: Invalid data found when processing input', /^begins like MP4, but/],
    ['matroska', 'file:/a/b.mkv: Invalid data', /^begins like Matroska, but/],
    ['dhav', 'file:/a/b.dav: Invalid data', /^begins like DAV, but/],
    ['new', '', /^begins like video, but/],
  ])('says of %s and %j', (demuxer, stderr, problem) => {
    expect(unreadable(demuxer, stderr)).toMatch(problem);
    expect(unreadable(demuxer, stderr)).not.toContain('/');
  });
});
