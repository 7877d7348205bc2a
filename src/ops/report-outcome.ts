import { OperatorError } from '../common/operator-error.js';
import { shownText } from '../common/shown-name.js';
import { ExitCode } from './exit-code.js';

const UNFINISHED =
  'The command ended before its work was done: something that it waited for never answered. Run it again; if that happens again, please report it.';

/**
 * Runs a command. Whatever happens, its output and its exit code say how it ended: also if nothing is left that keeps
 * the process running, although the command still waits. Node.js would then exit with code 13 and say nothing.
 */
export async function reportOutcome(command: () => Promise<unknown>): Promise<void> {
  const onUnfinished = () => {
    console.error(UNFINISHED);
    process.exitCode = ExitCode.Failed;
  };
  process.once('beforeExit', onUnfinished);
  try {
    await command();
  } catch (error) {
    console.error(described(error));
    process.exitCode ??= ExitCode.Failed;
  } finally {
    process.off('beforeExit', onUnfinished);
  }
}

/** Messages for operators may have several lines. Those of the system may hold names of files. */
function described(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof OperatorError ? message : shownText(message);
}
