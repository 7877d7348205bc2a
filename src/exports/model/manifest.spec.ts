import { expect, it } from '@jest/globals';
import { checksumsOf } from './manifest.js';

it('checksumsOf writes what sha256sum reads', () => {
  const sums = [
    { file: 'clips/001_a b.mp4', sha256: 'aa' },
    { file: 'manifest.json', sha256: 'bb' },
  ];
  expect(checksumsOf(sums)).toBe('aa  clips/001_a b.mp4\nbb  manifest.json\n');
  expect(checksumsOf([])).toBe('');
});
