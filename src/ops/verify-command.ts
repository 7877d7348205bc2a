import { Command } from 'commander';
import { shownJson } from '../common/shown-name.js';
import { type AuditFinding, ClipAudit } from '../cleanup/clip-audit.js';
import { parseRenditionFileName } from '../media/storage/clip-file.js';
import { ExitCode } from './exit-code.js';
import { StepDisplay } from './step-display.js';
import { describeRecordings, isSound, verifyRecordings } from './verify-recordings.js';
import { withApplication } from './with-application.js';

const EXIT_CODES = `
Exit codes:
  0  every clip and rendition matches its row, or every recording can be read
  1  failed, or wrong usage, or the clips folder is missing
  2  some clips or renditions do not match their row, or some recordings are missing, replaced or unreadable`;

interface VerifyOptions {
  json?: boolean;
  recordings?: boolean;
}

interface Audit {
  clips: number;
  renditions: number;
  bytes: number;
  findings: AuditFinding[];
}

/** `event-clips verify`: compares every clip and rendition with its row. */
export function verifyCommand(): Command {
  return new Command('verify')
    .description(
      'compare every clip, and its renditions, with the database: presence, size and SHA-256',
    )
    .option(
      '--recordings',
      'read the file of every recording again instead, and correct when it starts and ends',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(async ({ json = false, recordings = false }: VerifyOptions) => {
      if (recordings) {
        const audit = await verifyRecordings();
        console.log(json ? shownJson(audit) : describeRecordings(audit));
        process.exitCode = isSound(audit) ? 0 : ExitCode.Unsound;
        return;
      }
      const audit = await verify();
      console.log(json ? shownJson(audit) : describe(audit));
      process.exitCode = audit.findings.length > 0 ? ExitCode.Unsound : 0;
    });
}

function verify(): Promise<Audit> {
  return withApplication(async (app) => {
    const clips = app.get(ClipAudit);
    const display = new StepDisplay();
    const audit: Audit = { clips: 0, renditions: 0, bytes: 0, findings: [] };
    const total = await clips.count();
    try {
      for await (const { kind, bytes, finding } of clips.run()) {
        audit[`${kind}s`]++;
        audit.bytes += bytes;
        if (finding) audit.findings.push(finding);
        display.show({ step: 'verify', done: audit.clips + audit.renditions, total });
      }
      return audit;
    } finally {
      display.clear();
    }
  });
}

function describe({ clips, renditions, bytes, findings }: Audit): string {
  const files = renditions > 0 ? `${clips} clips and ${renditions} renditions` : `${clips} clips`;
  const isRendition = (each: AuditFinding) => parseRenditionFileName(each.file_name) !== null;
  return [
    ...findings.map(({ file_name, problem }) => `${file_name}: ${WORDS[problem]}`),
    `${files}, ${bytes} bytes: ${findings.length} do not match their row.`,
    ...(findings.some((each) => !isRendition(each)) ? [ABOUT_CLIPS] : []),
    ...(findings.some(isRendition) ? [ABOUT_RENDITIONS] : []),
  ].join('\n');
}

const ABOUT_CLIPS =
  'Restore these clips from a backup, or generate them again with "force": true while their footage exists.';

const ABOUT_RENDITIONS =
  'Delete the files of these renditions that are there: a rendition whose file is missing is made at the next request.';

const WORDS: Record<AuditFinding['problem'], string> = {
  missing: 'the file is missing',
  size: 'the file has another size',
  sha256: 'the file has other content',
};
