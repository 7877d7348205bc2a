import { Command } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { CleanupRunningError } from '../cleanup/cleanup-errors.js';
import type { CleanupResult } from '../cleanup/dto/cleanup-result.dto.js';
import { CleanupService } from '../cleanup/cleanup.service.js';
import { cleanupOutput } from './cleanup-output.js';
import { ExitCode } from './exit-code.js';
import { StepDisplay } from './step-display.js';
import { withApplication } from './with-application.js';

interface CleanupFlags {
  dryRun?: boolean;
  force?: boolean;
  confirm?: boolean;
  json?: boolean;
}

const EXIT_CODES = `
Exit codes:
  0  done
  1  failed, or wrong usage
  2  done, but some files could not be removed; the next run tries again
  3  another cleanup is in progress
  4  stopped, nothing was changed: too many files are missing, the clips folder is not what it was, the clock
     moved, or the footage of several days is due
  5  ended by a signal; the next run continues`;

/** `event-clips cleanup`: runs a cleanup now, like the schedule and `POST /api/cleanup/run`. */
export function cleanupCommand(): Command {
  return new Command('cleanup')
    .description('remove what retention no longer keeps')
    .option('--dry-run', 'only report what would be removed')
    .option('--force', 'clean up even if many files are missing')
    .option(
      '--confirm',
      'preview, then delete also after a step of the clock, a long pause or a shorter retention',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(async (flags: CleanupFlags) => {
      const result = await clean(flags).catch((error: unknown) => {
        if (!(error instanceof CleanupRunningError)) throw error;
        process.exitCode = ExitCode.Running;
        throw new Error(`${error.message} ${describeHolder(error)}`, { cause: error });
      });
      console.log(flags.json ? shownJson(result) : cleanupOutput(result));
      process.exitCode = exitCodeOf(result);
    });
}

function clean(flags: CleanupFlags): Promise<CleanupResult> {
  const { dryRun = false, force = false, confirm = false } = flags;
  return withApplication(async (app) => {
    const display = new StepDisplay();
    const onProgress = display.show.bind(display);
    try {
      const service = app.get(CleanupService);
      if (confirm && !dryRun) {
        const preview = await service.run({ dryRun: true, force, onProgress });
        display.clear();
        console.error(`What is due:\n${cleanupOutput(preview)}\n`);
      }
      return await service.run({ dryRun, force, confirm, onProgress });
    } finally {
      display.clear();
    }
  });
}

function describeHolder({ holder }: CleanupRunningError): string {
  if (holder === null) return 'It has ended since.';
  const { application, address, pid } = holder;
  return `It is run by “${application}”${address === null ? '' : ` at ${address}`}, connection ${pid} of PostgreSQL.`;
}

function exitCodeOf({ stopped, errors }: CleanupResult): number {
  if (stopped) return stopped.code === 'SHUTDOWN' ? ExitCode.Interrupted : ExitCode.Stopped;
  return errors > 0 ? ExitCode.Unsound : 0;
}
