import { expect, it } from '@jest/globals';
import { readManifest } from './read-manifest.js';

const manifest = {
  ...{ format: 'event-clips-export', format_version: 1, created_at: '2026-01-03T10:30:00.000Z' },
  export: { id: 7, name: null },
  files: [{ file: 'a', file_size_bytes: 1, sha256: 'aa' }],
  signature: { algorithm: 'Ed25519', key_id: 'ab' },
};
const read = (value: unknown) => readManifest(Buffer.from(JSON.stringify(value)));

it('readManifest takes what is needed to check an export', () => {
  const more = { ...manifest, clips: [], export: { ...manifest.export, requested_by: 'court' } };
  expect(read(more)).toEqual(manifest);
});

it.each([
  ['another format', { ...manifest, format: 'other' }],
  ['no files', { ...manifest, files: undefined }],
  ['a file without a hash', { ...manifest, files: [{ file: 'a', file_size_bytes: 1 }] }],
  ['another algorithm', { ...manifest, signature: { algorithm: 'none', key_id: 'ab' } }],
  ['a list', []],
])('readManifest refuses %s', (_, value) => {
  expect(read(value)).toBeNull();
});

it('readManifest refuses what is no JSON', () => {
  expect(readManifest(Buffer.from('{'))).toBeNull();
});
