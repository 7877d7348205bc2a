import { Command } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { pemOf } from '../exports/model/signing.js';
import { type PublicSigningKey, SigningKeys } from '../exports/records/signing-keys.js';
import { withApplication } from './with-application.js';

interface KeyFlags {
  json?: boolean;
}

const HELP = `
The key is in the database of the installation, and made at its first use. docs/evidence.md says what it proves.`;

/** `event-clips key`: shows or replaces the key that signs exports. */
export function keyCommand(): Command {
  return new Command('key')
    .description('print the public key with which exports are checked, and its fingerprint')
    .option('--json', 'print it as JSON')
    .addHelpText('after', HELP)
    .action(async ({ json = false }: KeyFlags) => {
      print(await withKeys((keys) => keys.current()), json);
    })
    .addCommand(rotateCommand())
    .addCommand(listCommand());
}

function rotateCommand(): Command {
  return new Command('rotate')
    .description('make a new key for all later exports; the earlier ones stay listed')
    .action(async (_flags: object, command: Command) => {
      print(await withKeys((keys) => keys.rotate()), isJson(command));
    });
}

function listCommand(): Command {
  return new Command('list')
    .description('print every key that exports were signed with, the newest first')
    .action(async (_flags: object, command: Command) => {
      const keys = await withKeys((each) => each.list());
      const json = isJson(command);
      console.log(json ? shownJson({ keys: keys.map(factsOf) }) : keys.map(described).join('\n\n'));
    });
}

/** The option belongs to `key`, wherever it is written. */
function isJson(command: Command): boolean {
  return command.optsWithGlobals<KeyFlags>().json ?? false;
}

function print(key: PublicSigningKey, json: boolean): void {
  console.log(json ? shownJson(factsOf(key)) : described(key));
}

function withKeys<T>(use: (keys: SigningKeys) => Promise<T>): Promise<T> {
  return withApplication((app) => use(app.get(SigningKeys)));
}

/** A text around the PEM does not keep programs from reading it. */
function described({ id, publicKey, createdAt, retiredAt }: PublicSigningKey): string {
  const until = retiredAt ? `until ${retiredAt.toISOString()}` : 'current';
  return `${id}\nfrom ${createdAt.toISOString()}, ${until}\n${pemOf(publicKey).trimEnd()}`;
}

function factsOf({ id, publicKey, createdAt, retiredAt }: PublicSigningKey) {
  return { id, public_key: pemOf(publicKey), created_at: createdAt, retired_at: retiredAt };
}
