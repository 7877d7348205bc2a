import { expect, it } from '@jest/globals';
import { SettlingFiles } from './settling-files.js';

it('returns a file once, when it has not changed for long enough', () => {
  const files = new SettlingFiles(30);
  files.changed('a', 100, 100);
  files.changed('b', 110, 110);
  expect(files.takeSettled(129)).toEqual([]);
  expect(files.takeSettled(130)).toEqual(['a']);
  expect(files.takeSettled(140)).toEqual(['b']);
  expect(files.takeSettled(1000)).toEqual([]);
});

it('waits again for a file that changes', () => {
  const files = new SettlingFiles(30);
  files.changed('a', 100, 100);
  files.changed('a', 125, 125);
  expect(files.takeSettled(154)).toEqual([]);
  expect(files.takeSettled(155)).toEqual(['a']);
  files.changed('a', 200, 200);
  expect(files.takeSettled(230)).toEqual(['a']);
});

it('does not wait for a file that was written long ago, as one that was moved here', () => {
  const files = new SettlingFiles(30);
  files.changed('a', 5, 100);
  expect(files.takeSettled(100)).toEqual(['a']);
});

it('does not wait until a time in the future', () => {
  const files = new SettlingFiles(30);
  files.changed('a', 9999, 100);
  expect(files.takeSettled(130)).toEqual(['a']);
});
