import { Command } from 'commander';
import { readSettings } from '../config/settings.js';
import { showSettings } from '../config/show-settings.js';

/** `event-clips config`: prints the settings that the service would run with. */
export function configCommand(): Command {
  return new Command('config')
    .description('print the settings in effect, with secrets hidden')
    .action(() => console.log(showSettings(readSettings()).join('\n')));
}
