import { RecordingAudit, type RecordingFinding } from '../events/recordings/recording-audit.js';
import { shownText } from '../common/shown-name.js';
import { StepDisplay } from './step-display.js';
import { withApplication } from './with-application.js';

export interface RecordingsAudit {
  recordings: number;
  findings: RecordingFinding[];
}

/** Reads all recordings again. */
export function verifyRecordings(): Promise<RecordingsAudit> {
  return withApplication(async (app) => {
    const recordings = app.get(RecordingAudit);
    const display = new StepDisplay();
    const audit: RecordingsAudit = { recordings: 0, findings: [] };
    const total = await recordings.count();
    try {
      for await (const finding of recordings.run()) {
        audit.recordings++;
        if (finding) audit.findings.push(finding);
        display.show({ step: 'verify', done: audit.recordings, total });
      }
      return audit;
    } finally {
      display.clear();
    }
  });
}

/** Whether no file is missing, replaced or unreadable; what was corrected is right now. */
export function isSound({ findings }: RecordingsAudit): boolean {
  return findings.every(({ problem }) => problem === 'corrected');
}

export function describeRecordings({ recordings, findings }: RecordingsAudit): string {
  const count = (of: RecordingFinding['problem']) =>
    findings.filter(({ problem }) => problem === of).length;
  const numbers = [
    `${count('corrected')} corrected`,
    `${count('replaced')} replaced`,
    `${count('missing') + count('unreadable')} missing or unreadable`,
  ];
  return [...findings.map(describe), `${recordings} recordings: ${numbers.join(', ')}.`].join('\n');
}

function describe(finding: RecordingFinding): string {
  const path = shownText(finding.file_path);
  if (finding.problem !== 'corrected') return `${path}: ${finding.message}`;
  const { before, now } = finding;
  return before.started_at === now.started_at
    ? `${path}: ends at ${now.ended_at}, not at ${before.ended_at}; corrected`
    : `${path}: runs from ${now.started_at} to ${now.ended_at}, not from ${before.started_at} to ${before.ended_at}; corrected`;
}
