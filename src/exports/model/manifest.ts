import type { Gap } from '../../clips/model/gap.js';
import type { SourceRecord } from '../../clips/model/source-record.js';

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
  /** `copy`: the recorder's own packets; `smart`: the same, after an encoded head; `transcode`: all frames are encoded. */
  readonly method: string;
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
  readonly video_codec: string | null;
  readonly all_or_nothing: boolean;
  /** How the time of day is shown. */
  readonly time: 'none';
}

export interface Manifest {
  readonly format: 'event-clips-export';
  /** Counts changes after which an older reader does not understand it. */
  readonly format_version: 1;
  readonly software: { readonly name: string; readonly version: string };
  readonly created_at: string;
  readonly export: ManifestExport;
  readonly clips: readonly ManifestClip[];
  readonly failed: readonly ManifestFailure[];
}

export const MANIFEST = 'manifest.json';
export const CHECKSUMS = 'SHA256SUMS';

/** What `sha256sum -c` reads. */
export function checksumsOf(files: readonly { file: string; sha256: string }[]): string {
  return files.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('');
}
