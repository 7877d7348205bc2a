import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SourceFile } from './source-file.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with this content, open until the test has run. */
function withFile(content: string, test: (file: SourceFile, path: string) => void): void {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const file = SourceFile.open(path);
  try {
    test(file, path);
  } finally {
    file.close();
  }
}

describe('SourceFile', () => {
  it('reads the bytes of any part', () => {
    withFile('0123456789', (file) => {
      expect(file.size).toBe(10);
      expect(file.bytes(0, 10).toString()).toBe('0123456789');
      expect(file.bytes(3, 4).toString()).toBe('3456');
      expect(file.bytes(10, 0)).toHaveLength(0);
    });
  });

  it('stays the file that was opened, with its size, though the file grows or is replaced', () => {
    withFile('0123', (file, path) => {
      appendFileSync(path, '45');
      expect(file.size).toBe(4);
      writeFileSync(`${path}.new`, 'abcd');
      renameSync(`${path}.new`, path);
      expect(file.bytes(0, 4).toString()).toBe('0123');
    });
  });

  it('fails where the file has become shorter', () => {
    withFile('0123', (file, path) => {
      truncateSync(path, 2);
      expect(() => file.bytes(0, 4)).toThrow('became shorter');
    });
  });

  it('reads 256 MiB at most at once', () => {
    withFile('0123', (file) => {
      expect(() => file.bytes(0, 256 * 1024 * 1024 + 1)).toThrow('too many for one read');
      expect(() => file.bytes(0, 256 * 1024 * 1024)).toThrow('became shorter');
    });
  });

  it('cannot be read once it is closed', () => {
    const path = join(folder, 'closed');
    writeFileSync(path, '0');
    const file = SourceFile.open(path);
    file.close();
    expect(() => file.bytes(0, 1)).toThrow('EBADF');
  });

  it('has to be a regular file with content', () => {
    writeFileSync(join(folder, 'empty'), '');
    expect(() => SourceFile.open(join(folder, 'empty'))).toThrow('not a regular file, or empty');
    expect(() => SourceFile.open(folder)).toThrow('not a regular file, or empty');
    expect(() => SourceFile.open(join(folder, 'none'))).toThrow('ENOENT');
  });
});
