import { describe, expect, it } from '@jest/globals';
import { FileNameSet } from './file-name-set.js';

const NAMES = [
  '7_clip.mp4',
  '7_h264.mp4',
  '7_clip.gif',
  'posters/7.jpg',
  '2147483647_clip.mp4',
  'posters/1.jpg',
  'intervals/7.mp4',
  'intervals/2147483647.mp4',
  'exports/7.zip',
  'exports/2147483647.zip',
];

describe('FileNameSet', () => {
  it('has the names that were added, in their order, each once', () => {
    const names = new FileNameSet();
    for (const name of [...NAMES, ...NAMES]) names.add(name);
    expect([...names]).toEqual(NAMES);
    expect(names.size).toBe(NAMES.length);
  });

  it('deletes a name and no other', () => {
    const names = new FileNameSet();
    for (const name of NAMES) names.add(name);
    expect(names.delete('7_clip.gif')).toBe(true);
    expect(names.delete('7_clip.gif')).toBe(false);
    expect([...names]).toEqual(NAMES.filter((name) => name !== '7_clip.gif'));
  });

  it('has no foreign names', () => {
    const names = new FileNameSet();
    names.add('notes.txt');
    expect(names.size).toBe(0);
    expect(names.delete('notes.txt')).toBe(false);
  });
});
