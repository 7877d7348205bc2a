import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { shownJson, shownText } from '../common/shown-name.js';
import { publicKeysIn } from '../exports/model/signing.js';
import type { Problem } from '../exports/verify/findings.js';
import { type ExportCheck, NoExportError, verifyExport } from '../exports/verify/verify-export.js';
import { ProgressBar } from './progress-bar.js';

interface VerifyExportFlags {
  key?: string;
  json?: boolean;
}

/** Those of this command, which scripts of others run: they are not those of the other commands. */
enum VerifyExportCode {
  Differs = 1,
  Unreadable = 2,
}

const HELP = `
It needs neither the service nor its database or settings. docs/evidence.md says what it checks, and how to do it with
openssl and sha256sum alone.

Exit codes:
  0  the export is as it was signed
  1  something differs, or wrong usage
  2  it cannot be read, or is no export; or the key cannot be read`;

/** `event-clips verify-export`: checks the file of an export, anywhere. */
export function verifyExportCommand(): Command {
  return new Command('verify-export')
    .description('check that an export is as it was signed')
    .argument('<file>', 'its ZIP, or the folder that it was unpacked into')
    .option(
      '--key <file>',
      "the installation's key in PEM, as `event-clips key` prints it; or several",
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', HELP)
    .action(async (file: string, { key, json = false }: VerifyExportFlags) => {
      const checked = await check(file, key).catch((error: unknown) => {
        if (error instanceof NoExportError) process.exitCode = VerifyExportCode.Unreadable;
        throw error;
      });
      const isRight = checked.findings.length === 0 && checked.warnings.length === 0;
      console.log(json ? shownJson({ ok: isRight, ...checked }) : describe(checked, key));
      process.exitCode = isRight ? 0 : VerifyExportCode.Differs;
    });
}

async function check(file: string, key: string | undefined): Promise<ExportCheck> {
  const keys = key === undefined ? null : await readKeys(key);
  const bar = new ProgressBar();
  try {
    return await verifyExport(file, { keys, onProgress: (fraction) => bar.show(fraction) });
  } finally {
    bar.clear();
  }
}

async function readKeys(file: string): Promise<readonly Buffer[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new NoExportError(`${file} cannot be read: ${(error as Error).message}`);
  });
  const keys = publicKeysIn(text);
  if (keys.length === 0) {
    throw new NoExportError(`${file} has no Ed25519 public key in PEM. Give the output of: event-clips key`); // prettier-ignore
  }
  return keys;
}

function describe(checked: ExportCheck, key: string | undefined): string {
  const { export_id, name, created_at, signed_by, files, bytes, findings, warnings } = checked;
  const what = export_id === null ? 'An export' : `Export ${export_id}`;
  const [named, made] = [name && ` “${shownText(name)}”`, created_at && `, made at ${created_at}`];
  const isRight = findings.length === 0 && warnings.length === 0;
  return [
    `${what}${named ?? ''}${shownText(made ?? '')}: ${files} files, ${bytes} bytes`,
    ...findings.map(({ file, problem }) => `${shownText(file)}: ${WORDS[problem]}`),
    ...warnings,
    isRight ? 'Every file is as it was signed.' : 'It is not as it was signed.',
    ...(signed_by === null ? [] : [`Signed by the key ${signed_by}`]),
    ...(signed_by === null || key !== undefined ? [] : [ONLY_WHOLE]),
  ].join('\n');
}

const ONLY_WHOLE =
  'The key is the one in the export itself. So this shows only that nothing was changed since the owner of that key signed it. Compare the fingerprint with that of the installation (event-clips key), or give its key with --key.';

const WORDS: Record<Problem, string> = {
  changed: 'has other content than was signed',
  duplicate: 'is there more than once',
  malformed: 'is not what it should be',
  missing: 'is missing',
  no_file: 'is a link or something else, and no file',
  other_key: 'was made by another key than the given one',
  size: 'has another size than was signed',
  unlisted: 'is not in the manifest',
  unreadable: 'cannot be read, or the ZIP contradicts itself about it',
  unsafe_name: 'has a name that leaves the folder it is unpacked into',
  wrong_signature: 'is not the signature of this manifest',
};
