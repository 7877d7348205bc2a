import { Command, Option } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { resolve } from 'node:path';
import { SystemClock } from '../common/clock.js';
import { RecordingsService } from '../events/recordings/recordings.service.js';
import {
  changesSomething,
  describeFollowProblem,
  describeImport,
  importWarning,
  isIncomplete,
} from '../import/describe-import.js';
import { FolderImport, type ImportOptions, type ImportResult } from '../import/folder-import.js';
import { FollowedFolder } from '../import/followed-folder.js';
import { type Layout, LAYOUTS } from '../import/layout.js';
import { FootageRoots } from '../media/footage/footage-roots.js';
import { ExitCode } from './exit-code.js';
import { withApplication } from './with-application.js';

interface ImportFlags {
  layout: Layout;
  camera?: string;
  json?: boolean;
  watch?: boolean;
}

const LAYOUT_HELP = `
Layouts, as paths below DIR:
  name      any video; its first folder is the camera, and its path may hold the time
  frigate   2026-01-03/10/front/30.00.mp4, in UTC
  mediamtx  site/front/2026-01-03_10-30-00-123456.mp4, in CAMERA_TIMEZONE; with %z or %s too

If DIR is the folder of one camera, name the camera with --camera.
Links are followed, unless they lead to what is imported anyway or outside MEDIA_ROOTS.

Files modified within the last 30 seconds are left for the next run, so that an import can run every minute.
With --watch, the import goes on until SIGINT or SIGTERM and then exits with code 0. It reports each import that
changes something, as a line of JSON with --json. A file is registered 30 seconds after it was last written. The
whole folder is read again every 10 minutes, as some network file systems report no changes.

Exit codes:
  0  done
  1  failed, or wrong usage
  2  done, but files that look like video could not be read, or were left out; the output says why`;

/** `event-clips import`: registers the recordings of a folder tree. */
export function importCommand(): Command {
  return new Command('import')
    .description('register the recordings in a folder')
    .argument('<dir>', 'folder inside MEDIA_ROOTS')
    .addOption(
      new Option('--layout <layout>', 'how files are named').choices(LAYOUTS).default('name'),
    )
    .option(
      '--camera <name>',
      'with the layout name: the camera of all files; else the only camera to import, or that of DIR',
    )
    .option('--json', 'print the result as JSON')
    .option('--watch', 'go on, and register files as soon as they are written')
    .addHelpText('after', LAYOUT_HELP)
    .action(async (directory: string, { layout, camera, json, watch }: ImportFlags) => {
      const options = { layout, camera: camera ?? null };
      const report = (result: ImportResult) => {
        console.log(json ? shownJson(result) : describeImport(result, resolve(directory)));
        const warning = importWarning(result);
        if (warning) console.error(warning);
      };
      if (watch) return watchFolder(resolve(directory), options, report);
      const result = await withImport((folder) => folder.run(directory, options));
      report(result);
      if (isIncomplete(result)) process.exitCode = ExitCode.Unsound;
    });
}

function withImport<T>(work: (folder: FolderImport, signal: AbortSignal) => Promise<T>) {
  return withApplication((app, signal) => {
    const parts = [app.get(RecordingsService), app.get(FootageRoots), new SystemClock()] as const;
    return work(new FolderImport(...parts), signal);
  });
}

function watchFolder(
  directory: string,
  options: ImportOptions,
  report: (result: ImportResult) => void,
): Promise<void> {
  let reports = 0;
  const problems = new Set<string>();
  return withImport(async (folder, signal) => {
    const followed = new FollowedFolder(folder, directory, options, {
      ...{ clock: new SystemClock(), signal },
      onResult: (result) => {
        problems.clear();
        if (reports++ === 0 || changesSomething(result)) report(result);
      },
      onProblem: (error) => {
        const problem = describeFollowProblem(error);
        if (!problems.has(problem)) console.error(problem);
        problems.add(problem);
      },
    });
    await followed.follow();
  });
}
