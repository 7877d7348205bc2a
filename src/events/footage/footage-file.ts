import { errorCode } from '../../common/error-code.js';
import { shownName } from '../../common/shown-name.js';
import type { FileIsolation } from '../../isolation/file-isolation.js';
import type { ExamineOptions, Examination } from '../../media/footage/examine-file.js';
import type { FileIdentity } from '../../media/footage/file-identity.js';
import { FootageMissingError, FootageReplacedError } from '../../media/footage/footage-errors.js';
import { EXAMINE } from '../../media/footage/footage-tasks.js';
import { fileErrorOf } from '../../probe/media-errors.js';

export type FootageKind = 'recording' | 'video' | 'still';

/** A file of footage, as it was registered. */
export interface FootageFile {
  readonly kind: FootageKind;
  /** Of the recording, of the video's event, or of the detection. */
  readonly id: number | string;
  readonly filePath: string;
  /** Null: no file was seen yet. */
  readonly identity: FileIdentity | null;
  /** When a file that was not there yet was to be complete; null: not known. */
  readonly dueAt: Date | null;
}

/** For how long after it was seen first an open file may be written to. A still is written at once. */
export const WRITING_MS: Record<FootageKind, number> = {
  recording: 600_000,
  video: 600_000,
  still: 5_000,
};

/** How much later than it was due a file may be written. The path may have been used again by then. */
export const LATE_MS: Record<FootageKind, number> = {
  recording: 600_000,
  video: 3_600_000,
  still: 600_000,
};

/** @throws FootageReplacedError, FootageMissingError, UnreadableSourceError if the disk fails */
export async function examineFootage(
  files: FileIsolation,
  file: FootageFile,
  path: string,
  options: Pick<ExamineOptions, 'isLaterLook'> = {},
): Promise<Examination> {
  const { kind, filePath, identity } = file;
  const asked = {
    ...options,
    writingMs: WRITING_MS[kind],
    // The index of an event's video may be moved to its head when it is closed. A recording was read already.
    samplesOpen: kind === 'recording',
  };
  const found = await files.run(path, EXAMINE, path, identity, asked).catch((error: unknown) => {
    throw isMissing(error) ? new FootageMissingError() : fileErrorOf(path, error);
  });
  if (found.change === 'replaced') throw new FootageReplacedError(shownName(filePath));
  if (isLate(file, found.identity)) {
    throw new FootageReplacedError(shownName(filePath), 'was written long after it was registered');
  }
  return found;
}

/** The file was there a moment ago, or its samples may not be read. */
function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error));
}

/** Whether a file that was not there when it was registered came so late that it may be another one. */
export function isLate(
  { kind, identity, dueAt }: Pick<FootageFile, 'kind' | 'identity' | 'dueAt'>,
  { modifiedAtMs }: Pick<FileIdentity, 'modifiedAtMs'>,
): boolean {
  return identity === null && dueAt !== null && modifiedAtMs > dueAt.getTime() + LATE_MS[kind];
}

/** The last of the instants at which a file was to be complete; null where its registration is not known. */
export function dueAt(registeredAt: Date | null | undefined, ...taken: Date[]): Date | null {
  if (!registeredAt) return null;
  return new Date(Math.max(registeredAt.getTime(), ...taken.map((at) => at.getTime())));
}
