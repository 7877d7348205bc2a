import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findApiKey } from '../common/api-key.js';
import { OperatorError } from '../common/operator-error.js';
import { readKeysFile } from './read-keys-file.js';

const KEY = 'nvr-key-0123456789';
const HASH = createHash('sha256').update(KEY).digest('hex');

describe('readKeysFile', () => {
  let folder: string;
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'event-clips-keys-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function read(content: string) {
    const path = join(folder, 'keys');
    writeFileSync(path, content);
    return readKeysFile(path);
  }

  it('reads the keys of the file, and none where no file is set', () => {
    const { keys } = read(`# comment\nnvr read ${HASH}\n`)!;
    expect(findApiKey(keys, KEY)).toMatchObject({ name: 'nvr', scopes: new Set(['read']) });
    expect(findApiKey(keys, HASH)).toBeNull();
    expect(readKeysFile(null)).toBeNull();
  });

  it.each([
    ['', 'API_KEYS_FILE must be a file with at least one key.'],
    ['# none yet\n', 'API_KEYS_FILE must be a file with at least one key.'],
    [
      `nvr read ${KEY}\n`,
      /^API_KEYS_FILE must be a file of lines .*\(line 1 must be given a hash of 64 hex digits\)\.$/,
    ],
    [`nvr root ${HASH}\n`, /line 1 must be given scopes from read, write, export, admin\)\.$/],
  ])('refuses %j in a sentence without the key', (content, message) => {
    expect(() => read(content)).toThrow(message);
    expect(() => read(content)).toThrow(OperatorError);
    expect(() => read(content)).not.toThrow(KEY);
  });

  it('refuses a file that is not there, without its path', () => {
    const missing = () => readKeysFile(join(folder, 'missing'));
    expect(missing).toThrow(/^API_KEYS_FILE cannot be read\.$/);
  });
});
