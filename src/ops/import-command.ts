import { Command, Option } from 'commander';
import { SystemClock } from '../common/clock.js';
import { RecordingsService } from '../events/recordings/recordings.service.js';
import { FolderImport, type ImportResult } from '../import/folder-import.js';
import { type Layout, LAYOUTS } from '../import/layout.js';
import { FootageRoots } from '../media/footage/footage-roots.js';
import { ExitCode } from './exit-code.js';
import { withApplication } from './with-application.js';

interface ImportFlags {
  layout: Layout;
  camera?: string;
  json?: boolean;
}

const LAYOUT_HELP = `
Layouts, as paths below DIR:
  name      any video; its first folder is the camera, and its name may hold the time
  frigate   2026-01-03/10/front/30.00.mp4, in UTC
  mediamtx  site/front/2026-01-03_10-30-00-123456.mp4, in CAMERA_TIMEZONE

Files modified within the last 30 seconds are left for the next run, so that an import can run every minute.

Exit codes:
  0  done
  1  failed, or wrong usage
  2  done, but some files could not be read; the next run tries again`;

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
      'with the layout name: the camera of all files; else the only camera to import',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', LAYOUT_HELP)
    .action(async (directory: string, { layout, camera, json }: ImportFlags) => {
      const result = await withApplication((app) => {
        const folder = new FolderImport(
          app.get(RecordingsService),
          app.get(FootageRoots),
          new SystemClock(),
        );
        return folder.run(directory, { layout, camera: camera ?? null });
      });
      console.log(json ? JSON.stringify(result) : describe(result));
      if (result.failed.length > 0) process.exitCode = ExitCode.Unsound;
    });
}

function describe({ failed, ...counts }: ImportResult): string {
  return [
    ...failed.map(({ file, message }) => `${file}: ${message}`),
    [...Object.entries(counts), ['failed', failed.length]]
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  ].join('\n');
}
