import { listOf, nullOr, number, object, oneOf, text } from '../../common/stored/stored-json.js';
import { FORMAT, type ManifestFile } from '../model/manifest.js';
import { ALGORITHM } from '../model/signing.js';

/** What of a manifest is needed to check an export. */
export interface CheckedManifest {
  readonly format: typeof FORMAT;
  readonly format_version: number;
  readonly created_at: string;
  readonly export: { readonly id: number; readonly name: string | null };
  readonly files: readonly ManifestFile[];
  readonly signature: { readonly algorithm: typeof ALGORITHM; readonly key_id: string };
}

const read = object<CheckedManifest>({
  ...{ format: oneOf([FORMAT]), format_version: number, created_at: text },
  export: object({ id: number, name: nullOr(text) }),
  files: listOf(object<ManifestFile>({ file: text, file_size_bytes: number, sha256: text })),
  signature: object({ algorithm: oneOf([ALGORITHM]), key_id: text }),
});

/** Null for what is no manifest. */
export function readManifest(bytes: Buffer): CheckedManifest | null {
  try {
    return read(JSON.parse(bytes.toString('utf8'))) ?? null;
  } catch {
    return null;
  }
}
