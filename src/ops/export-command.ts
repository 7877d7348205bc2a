import { Command, InvalidArgumentError, Option } from 'commander';
import { userInfo } from 'node:os';
import { VIDEO_CODEC_CHOICES } from '../clips/model/clip-options.js';
import { shownJson } from '../common/shown-name.js';
import { EXPORT_TIMES } from '../exports/model/export-time.js';
import { instant } from './event-filter.js';
import { ExitCode } from './exit-code.js';
import { described, isWhole, saveExport } from './save-export.js';
import { type ExportFlags, wantedExport } from './wanted-export.js';

interface OutputFlags {
  output: string;
  json?: boolean;
}

const HELP = `
The running service makes the export as it does for POST /api/exports, and the command waits for it:
  event-clips export --event 12 --event 13 -o case.zip
  event-clips export --camera yard --camera gate --from 2026-01-03T10:30:00Z --to 2026-01-03T10:40:00Z -o case.zip
Check the file with: event-clips verify-export case.zip

Exit codes:
  0  done
  1  failed, or wrong usage; no file was written
  2  done, but some items could not be exported`;

/** `event-clips export`: one file with the clips of events and cameras. */
export function exportCommand(): Command {
  return new Command('export')
    .description('export clips of events and cameras as one signed file')
    .option('--event <id>', 'an event; may be repeated', eachId, [])
    .option('--camera <id>', 'a camera, with --from and --to; may be repeated', each, [])
    .option('--from <instant>', 'where the clips of the cameras start', instant)
    .option('--to <instant>', 'where they end, at most an hour later', instant)
    .addOption(
      new Option('--id <id>', 'save an export that was requested before')
        .argParser(id)
        .conflicts(['name', 'videoCodec', 'allOrNothing', 'from', 'to', 'time']),
    )
    .option('--name <name>', 'what the export is called')
    .addOption(
      new Option('--video-codec <codec>', 'as in `event-clips cut`').choices(VIDEO_CODEC_CHOICES),
    )
    .addOption(
      new Option('--time <how>', 'how the time of day is shown (default: subtitles)').choices(
        EXPORT_TIMES,
      ),
    )
    .option('--all-or-nothing', 'fail if one of the items cannot be exported')
    .requiredOption('-o, --output <file>', 'the ZIP to write')
    .option('--json', 'print what is known of the export as JSON')
    .addHelpText('after', HELP)
    .action(async ({ output, json = false, ...flags }: ExportFlags & OutputFlags) => {
      const made = await saveExport(wantedExport(flags), { output, user: userInfo().username });
      console.log(json ? shownJson(made) : described(made));
      process.exitCode = isWhole(made) ? 0 : ExitCode.Unsound;
    });
}

function id(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text) || Number(text) > 2_147_483_647) {
    throw new InvalidArgumentError('Give an id: a number from 1 on.');
  }
  return Number(text);
}

const each = (text: string, before: readonly string[]) => [...before, text];
const eachId = (text: string, before: readonly number[]) => [...before, id(text)];
