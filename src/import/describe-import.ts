import { basename } from 'node:path';
import { errorCode } from '../common/error-code.js';
import { shownText } from '../common/shown-name.js';
import type { ImportResult } from './folder-import.js';
import type { Skipped, SkipReason } from './skipped.js';

/** More files than this with a start from their modification time are probably copies. */
const FEW = 3;

/** Whether files are missing now that look like video. */
export function isIncomplete({ failed, skipped }: ImportResult): boolean {
  return failed.length > 0 || skipped.some(({ videos }) => videos > 0);
}

/** Whether an import is worth a report of its own while a folder is watched. */
export function changesSomething({ added, updated, replaced, failed }: ImportResult): boolean {
  return added + updated + replaced + failed.length > 0;
}

/** What an import did, for people: a line for each file that failed and each reason, and the numbers last. */
export function describeImport(
  { failed, skipped, by_modification_time: byAge, ...counts }: ImportResult,
  directory: string,
): string {
  const numbers = [...Object.entries(counts), ['failed', failed.length]];
  return [
    ...failed.map(({ file, message }) => `${shownText(file)}: ${message}`),
    ...skipped.map((each) => describeSkipped(each, directory)),
    ...(byAge.count > 0
      ? [`placed by modification time: ${byAge.count}, such as ${shownText(byAge.example!)}`]
      : []),
    numbers.map(([name, count]) => `${name} ${count}`).join(', '),
  ].join('\n');
}

/** The warning after an import that had to guess; null where it did not, or only for a few files. */
export function importWarning({ by_modification_time: byAge }: ImportResult): string | null {
  if (byAge.count <= FEW) return null;
  return (
    `Warning: ${byAge.count} recordings start according to their modification time, which is wrong for copies, ` +
    `because their paths have no time that is recognized, such as ${shownText(byAge.example!)}. ` +
    'Set CAMERA_FILE_PATTERN to how the paths write it (docs/file-names.md) and import again, or register these ' +
    'files with started_at.'
  );
}

/** What keeps a folder from being followed, and what to do about it. */
export function describeFollowProblem(error: unknown): string {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EMFILE') {
    return (
      'Warning: the system allows no more inotify watches, so changes in some folders are found only when the whole ' +
      'folder is read again, every 10 minutes. Raise fs.inotify.max_user_watches and fs.inotify.max_user_instances.'
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return `Warning: ${shownText(message)}. The folder is read again in a minute.`;
}

function describeSkipped({ reason, count, example }: Skipped, directory: string): string {
  const line = `left out, ${WHY[reason]}: ${count}, such as ${shownText(example)}`;
  return reason === 'no_camera'
    ? `${line}\n  If this is the folder of one camera, give --camera ${shownText(basename(directory))}`
    : line;
}

const WHY: Record<SkipReason, string> = {
  not_video: 'not video by their extensions',
  other_camera: 'of other cameras',
  other_layout: 'not named as in this layout',
  no_camera: 'no camera in the path',
  hidden: 'names that begin with a dot',
  linked_twice: 'links to what is imported by its own path',
  broken_link: 'links that lead nowhere',
  outside_media_roots: 'links to folders outside MEDIA_ROOTS',
  unreadable_folder: 'may not be read; check their permissions',
  not_utf8: 'names that are not UTF-8; rename them',
  too_long: 'paths or cameras that are too long',
  not_a_file: 'neither files nor folders',
  gone: 'deleted meanwhile',
};
