import { Command } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { FailedClips } from '../clips/requests/failed-clips.js';
import { eventFilter, type EventFlags, withEventFilter } from './event-filter.js';
import { withApplication } from './with-application.js';

interface RetryFlags extends EventFlags {
  json?: boolean;
}

const HELP = `
The service makes the clips, after those that a caller waits for. Watch them with: event-clips list --status pending
Clips of events that are protected are left out.`;

/** `event-clips retry --failed`: requests clips again that could not be made. */
export function retryCommand(): Command {
  return withEventFilter(new Command('retry'))
    .description('request clips again')
    .requiredOption('--failed', 'those whose latest request failed')
    .option('--json', 'print the ids of the events as JSON')
    .addHelpText('after', HELP)
    .action(async ({ json = false, ...flags }: RetryFlags) => {
      const eventIds = await withApplication((app) =>
        app.get(FailedClips).retry(eventFilter(flags)),
      );
      const said = `Clips requested again: ${eventIds.length}.`;
      console.log(json ? shownJson({ event_ids: eventIds }) : said);
    });
}
