import type { ClipEncoding } from '../../clips/model/clip-encoding.js';
import type { Gap } from '../../clips/model/gap.js';
import type { SourceRecord } from '../../clips/model/source-record.js';
import type { ExportTime } from './export-time.js';
import type { ALGORITHM } from './signing.js';

export const FORMAT = 'event-clips-export';
export const FORMAT_VERSION = 1;

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.json.sig';
export const PUBLIC_KEY = 'PUBLIC_KEY.pem';
export const CHECKSUMS = 'SHA256SUMS';

/** A clip in an export, as its manifest describes it. Instants in ISO 8601 UTC. */
export interface ManifestClip {
  /** Within the export. */
  readonly file: string;
  /** Of the item, from 0. */
  readonly position: number;
  readonly event_id: number | null;
  readonly camera_id: string;
  readonly requested_starts_at: string;
  readonly requested_ends_at: string;
  readonly starts_at: string;
  readonly ends_at: string;
  /** Parts of the requested interval without footage. */
  readonly gaps: readonly Gap[];
  /**
   * `copy`: the recorder's own packets; `smart`: the same, after encoded frames; `transcode`: some parts, or all, are
   * encoded as a whole; `images`: the clip shows still frames.
   */
  readonly method: string;
  /** Null for a clip of a version that did not record it. */
  readonly encoding: ClipEncoding | null;
  readonly codecs: string | null;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  readonly duration_seconds: number;
  readonly file_size_bytes: number;
  readonly sha256: string;
  readonly generated_at: string;
  /** The files that it was made of; null for a clip of a version that did not record them. */
  readonly sources: readonly SourceRecord[] | null;
  readonly message: string | null;
}

/** An item without a clip. */
export interface ManifestFailure {
  readonly position: number;
  readonly event_id: number | null;
  readonly camera_id: string | null;
  readonly requested_starts_at: string | null;
  readonly requested_ends_at: string | null;
  readonly error_code: string;
  readonly message: string;
}

export interface ManifestExport {
  readonly id: number;
  readonly name: string | null;
  readonly requested_at: string;
  /** The name of the API key; null where none was sent. */
  readonly requested_by: string | null;
  /** The person for whom the key was used, as its caller said, or who ran a command; null where none was named. */
  readonly requested_for: string | null;
  readonly video_codec: string | null;
  readonly all_or_nothing: boolean;
  /** How the time of day is shown. */
  readonly time: ExportTime;
}

/** A file of the export. All but the manifest, its signature and the checksums are listed. */
export interface ManifestFile {
  readonly file: string;
  readonly file_size_bytes: number;
  /** In lower-case hexadecimal. */
  readonly sha256: string;
}

/** How the manifest is signed. */
export interface ManifestSignature {
  readonly algorithm: typeof ALGORITHM;
  /** The SHA-256 of the public key (SPKI, DER), in lower-case hexadecimal. */
  readonly key_id: string;
  /** The file with the key, in PEM. */
  readonly public_key: typeof PUBLIC_KEY;
  /** The file with the 64 bytes of the signature of the manifest's bytes. */
  readonly file: typeof SIGNATURE;
}

/** What an export has, before it is known by which files. */
export interface Contents {
  readonly format: typeof FORMAT;
  /** Counts changes after which an older reader does not understand it. */
  readonly format_version: typeof FORMAT_VERSION;
  readonly software: { readonly name: string; readonly version: string };
  readonly created_at: string;
  readonly export: ManifestExport;
  readonly clips: readonly ManifestClip[];
  readonly failed: readonly ManifestFailure[];
}

export interface Manifest extends Contents {
  readonly files: readonly ManifestFile[];
  readonly signature: ManifestSignature;
}

/** What `sha256sum -c` reads. */
export function checksumsOf(files: readonly { file: string; sha256: string }[]): string {
  return files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}
