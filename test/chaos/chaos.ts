import { parseArgs } from 'node:util';
import { clockAhead } from './clock-ahead.js';
import { hungFolder } from './hung-mount.js';
import { kills } from './kills.js';
import type { Outcome, Scenario } from './scenario.js';
import { stalledDatabase } from './stalled-database.js';
import { Tally } from './tally.js';

const SCENARIOS: Record<string, Scenario> = {
  kills,
  'hung-folder': hungFolder,
  'stalled-database': stalledDatabase,
  'clock-ahead': clockAhead,
};
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '64' },
    minutes: { type: 'string', default: '30' },
  },
});
const names = positionals.length > 0 ? positionals : Object.keys(SCENARIOS);
const unknown = names.find((name) => !(name in SCENARIOS));
if (unknown !== undefined) {
  console.error(`Which scenario? ${Object.keys(SCENARIOS).join(', ')}`);
  process.exit(1);
}

const rows: Record<string, Record<string, number>> = {};
const problems: string[] = [];
const notes: string[] = [];
let isGood = true;
const fail = (text: string) => {
  isGood = false;
  problems.push(text);
};
/** A scenario that never ends must end, too. Its service and database go on: their ids are in the output of ps. */
const overall = setTimeout(
  () => {
    fail(`The run took longer than ${values.minutes} minutes.`);
    report();
  },
  Number(values.minutes) * 60_000,
);

for (const name of names) {
  console.error(`== ${name}`);
  const outcome: Outcome = { tally: new Tally({ isKilled: name === 'kills' }), faults: {} };
  const { tally, faults } = outcome;
  try {
    const reason = await SCENARIOS[name]!(outcome, { kills: Number(values.kills) });
    if (reason) {
      notes.push(`Left out: ${name}. ${reason}`);
      continue;
    }
    if (!tally.isGood) isGood = false;
  } catch (error) {
    fail(`FAILED ${name}: ${String((error as Error).stack)}`);
  }
  const count = Object.values(faults).reduce((sum, each) => sum + each, 0);
  rows[name] = { faults: count, ...tally.row };
  const kinds = Object.entries(faults).map(([kind, times]) => `${times} × ${kind}`);
  notes.push(`${name}: ${kinds.join(', ')}`);
  for (const text of tally.lost) fail(`LOST in ${name}: ${text}`);
  for (const text of tally.hung) fail(`HUNG in ${name}: ${text}`);
}
clearTimeout(overall);
report();

function report(): never {
  console.log('Requests:');
  console.table(rows);
  for (const text of [...notes, ...problems]) console.log(text);
  console.log(isGood ? 'No request was lost, and none hung.' : 'That must not be.');
  process.exit(isGood ? 0 : 1);
}
