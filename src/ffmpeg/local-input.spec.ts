import { describe, expect, it } from '@jest/globals';
import { localInput } from './local-input.js';

describe('localInput', () => {
  const opening = [
    ...['-protocol_whitelist', 'file', '-format_whitelist', 'mov', '-f', 'mov'],
    ...['-max_pixels', '67108864'],
  ];

  it.each([
    { path: '/media/a.mp4', opened: 'file:/media/a.mp4' },
    { path: '/media/../media/a b.mp4', opened: 'file:/media/a b.mp4' },
    { path: '/media/http://host/a', opened: 'file:/media/http:/host/a' },
    { path: '-i', opened: `file:${process.cwd()}/-i` },
    { path: 'concat:a|b', opened: `file:${process.cwd()}/concat:a|b` },
  ])('opens $path as a file', ({ path, opened }) => {
    expect(localInput(path, 'mov')).toEqual([...opening, '-i', opened]);
  });

  it.each([
    { path: '/media/a.ts', name: 'file:/media/a.ts' },
    { path: '/media/a,,:b,end,9.ts', name: 'file:/media/a,,:b,end,9.ts' },
    {
      path: 'subfile,,start,0,end,9,,:/etc/passwd',
      name: `file:${process.cwd()}/subfile,,start,0,end,9,,:/etc/passwd`,
    },
  ])('opens a piece of $path', ({ path, name }) => {
    expect(localInput(path, 'mpegts', ['-ss', '2'], { fromByte: 188, toByte: 376 })).toEqual([
      ...['-protocol_whitelist', 'file,subfile', '-format_whitelist', 'mpegts', '-f', 'mpegts'],
      ...['-max_pixels', '67108864', '-ss', '2', '-i', `subfile,,start,188,end,376,,:${name}`],
    ]);
  });

  it('puts further options before the input', () => {
    expect(localInput('/a', 'mov', ['-ss', '2'])).toEqual([
      ...opening,
      '-ss',
      '2',
      '-i',
      'file:/a',
    ]);
  });
});
