import { Injectable, Logger } from '@nestjs/common';
import pMap from 'p-map';
import { ClipRequests } from '../../clips/records/clip-requests.js';
import { TemporaryFiles } from '../../clips/records/temporary-files.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { FolderSilentError } from '../../isolation/folder-errors.js';
import { ClipStorage } from '../../media/storage/clip-storage.js';
import { NoSpaceError } from '../../media/storage/no-space-error.js';
import { WorkFolder } from '../../media/storage/work-folder.js';
import { ExportsOptions } from '../exports.module-definition.js';
import { exportJobName } from '../model/export-job.js';
import { estimatedExportBytes } from '../model/estimated-bytes.js';
import type { ManifestFailure } from '../model/manifest.js';
import type { ExportItem } from '../records/export-item.entity.js';
import type { Export } from '../records/export.entity.js';
import { Exports } from '../records/exports.js';
import { SigningKeys } from '../records/signing-keys.js';
import { contentsOf, describeFailure, fileOf } from './describe-part.js';
import type { ExportEntry } from './export-entry.js';
import { type ExportPart, ExportParts } from './export-parts.js';
import { ShownClips } from './shown-clips.js';
import { withEvidence } from './with-evidence.js';
import { writeZip } from './zip-file.js';

export interface ExportMaking {
  readonly signal: AbortSignal;
  /** 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** Few, so that other requests get their turn in the queue of clips. */
const PARTS_AT_ONCE = 4;
/** The share of the progress that the making of the clips has; packing has the rest. */
const CLIPS_SHARE = 0.8;

/** Makes an export: its clips, then one file of them, which is published and recorded. */
@Injectable()
export class ExportMaker {
  private readonly logger = new Logger('Exports');

  constructor(
    private readonly options: ExportsOptions,
    private readonly exports: Exports,
    private readonly parts: ExportParts,
    private readonly keys: SigningKeys,
    private readonly shown: ShownClips,
    private readonly storage: ClipStorage,
    private readonly work: WorkFolder,
    private readonly requests: ClipRequests,
  ) {}

  /**
   * An item that fails is recorded. The export fails where there is nothing to pack, or with `allOrNothing`.
   *
   * @throws ExportGoneError, NoSpaceError, FolderSilentError, the signal's reason
   */
  async make(row: Export, { signal, onProgress }: ExportMaking): Promise<void> {
    const items = await this.exports.items(row.id);
    const parts: ExportPart[] = [];
    const failed: ManifestFailure[] = [];
    const stop = new AbortController();
    const stopped = AbortSignal.any([signal, stop.signal]);
    let fault: { error: unknown } | null = null;
    const getOne = async (item: ExportItem) => {
      if (stop.signal.aborted) return;
      try {
        const part = await this.parts.open(item, row.videoCodec, stopped);
        parts.push(part);
        await this.exports.itemMade(item, fileOf(part));
      } catch (error) {
        // Another item has ended the attempt.
        if (stop.signal.aborted) return;
        if (signal.aborted || !isOfItem(error)) {
          fault = { error };
          return stop.abort();
        }
        failed.push(describeFailure(item, error));
        if (row.allOrNothing) stop.abort();
        await this.exports.itemFailed(item, error);
      }
      onProgress((CLIPS_SHARE * (parts.length + failed.length)) / items.length);
    };
    try {
      await pMap(items, getOne, { concurrency: PARTS_AT_ONCE, stopOnError: false });
      if (fault) throw (fault as { error: unknown }).error;
      const byPosition = (a: { position: number }, b: { position: number }) =>
        a.position - b.position;
      failed.sort(byPosition);
      parts.sort((a, b) => byPosition(a.item, b.item));
      const [first] = failed;
      if (first && (row.allOrNothing || parts.length === 0)) {
        return await this.exports.fail(row, { code: first.error_code, message: whyNone(first) });
      }
      await this.pack(row, parts, failed, { signal, onProgress });
    } finally {
      await Promise.allSettled(parts.map(({ file }) => file.close()));
    }
  }

  private async pack(
    row: Export,
    parts: readonly ExportPart[],
    failed: readonly ManifestFailure[],
    { signal, onProgress }: ExportMaking,
  ): Promise<void> {
    const began = performance.now();
    const expected = estimatedExportBytes(parts.map(({ made }) => made.bytes));
    await this.checkSpace(expected);
    const now = await this.requests.now();
    const contents = contentsOf(row, parts, failed, now);
    const key = await this.keys.current();
    const files = new TemporaryFiles(this.work, exportJobName(row.id, row.jobId));
    try {
      const shown = await this.shown.of(parts, { contents, time: row.time, now, files, signal });
      const entries = withEvidence([...parts.map(clipEntry), ...shown], contents, key, now);
      const path = files.path('zip');
      const packed = await writeZip(path, entries, signal, (bytes) =>
        onProgress(CLIPS_SHARE + (1 - CLIPS_SHARE) * Math.min(1, bytes / expected)),
      );
      const message = failed.length > 0 ? whatIsMissing(failed.length, parts.length) : null;
      await this.exports.complete(row, { ...packed, message }, (name) =>
        this.storage.put(path, name, packed.sha256),
      );
      this.logger.log({
        ...{ msg: 'Export made', export_id: row.id, clips: parts.length, failed: failed.length },
        ...{ bytes: packed.bytes, pack_ms: Math.round(performance.now() - began) },
      });
    } finally {
      await files.discard();
    }
  }

  /** The clips may have turned out larger than estimated. @throws NoSpaceError */
  private async checkSpace(bytes: number): Promise<void> {
    const free = await this.storage.freeBytes();
    if (free !== null && free - (this.options.minFreeBytes ?? 0) < bytes) throw new NoSpaceError();
  }
}

function clipEntry(part: ExportPart): ExportEntry {
  const { file, crc32, made } = part;
  const { bytes } = file;
  return {
    ...{ name: fileOf(part), bytes, crc32, sha256: made.sha256 },
    modifiedAt: new Date(made.generatedAt),
    read: file.read({ start: 0, end: bytes - 1 }),
  };
}

/** Whether an error says why there is no clip, and not that the service or its database fails. */
function isOfItem(error: unknown): error is EventClipsError {
  return error instanceof EventClipsError && !(error instanceof FolderSilentError);
}

function whyNone({ position, message }: ManifestFailure): string {
  return `items.${position}: ${message}`;
}

function whatIsMissing(failed: number, made: number): string {
  return `${failed} of ${failed + made} items could not be exported: see their messages.`;
}
