import { Command, InvalidArgumentError, Option } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { ListedEvents } from '../clips/records/listed-events.js';
import { CLIP_STATUSES, type ClipStatus } from '../events/clips/event-clips.js';
import { eventFilter, type EventFlags, withEventFilter } from './event-filter.js';
import { eventTable } from './event-table.js';
import { withApplication } from './with-application.js';

interface ListFlags extends EventFlags {
  status?: ClipStatus;
  limit: number;
  json?: boolean;
}

/** `event-clips list`: shows events and what became of their clips. */
export function listCommand(): Command {
  return withEventFilter(new Command('list'))
    .description('list events and their clips, the newest first')
    .addOption(
      new Option('--status <status>', 'only events whose latest request has this status').choices(
        CLIP_STATUSES,
      ),
    )
    .option('--limit <number>', 'the most events to list', positive, 50)
    .option('--json', 'print the events as JSON')
    .action(async ({ status, limit, json = false, ...flags }: ListFlags) => {
      const filter = { ...eventFilter(flags), status };
      const found = await withApplication((app) => app.get(ListedEvents).list(filter, limit + 1));
      const events = found.slice(0, limit);
      console.log(json ? shownJson({ events }) : eventTable(events));
      if (found.length > limit) {
        console.error('There are more events. Give a higher --limit, or an earlier --to.');
      }
    });
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new InvalidArgumentError('Give a number from 1 on.');
  return Number(text);
}
