import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputCutter } from './cut-inputs.js';
import { Findings } from './findings.js';
import { inputOf } from './input.js';
import { readInputs } from './read-inputs.js';
import { makeSeeds } from './seeds.js';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '120' },
    /** Only this one. */
    input: { type: 'string' },
  },
});
const seed = Number(values.seed);
const first = Number(values.input ?? 0);
const end = values.input ? first + 1 : Number(values.count);
const deadlineMs = performance.now() + Number(values.minutes) * 60_000;
/** The cutter takes fifty times as long as the readers. */
const CUT_EVERY = 20;
const BATCH = 2000;

const seeds = await makeSeeds();
const [read, cutting] = [new Findings(), new Findings()];
const cutter = await InputCutter.open(seeds, cutting);
const isOver = () => performance.now() > deadlineMs;
let next = first;
let uncut = 0;
try {
  for (; next < end && !isOver(); next = Math.min(next + BATCH, end)) {
    await readInputs({ seed, first: next, end: Math.min(next + BATCH, end) }, read);
    for (let input = next; input < Math.min(next + BATCH, end); input += CUT_EVERY) {
      if (isOver()) uncut += 1;
      else await cutter.cut(seed, input);
    }
  }
} finally {
  await cutter.close();
}

console.log(`Inputs ${first} to ${next - 1} of seed ${seed}, read in process:`);
console.table(read.rows());
console.log(`Cut, one of ${CUT_EVERY}, and ended by which limit:`);
console.table(cutting.rows());
const failures = [...read.failures, ...cutting.failures];
for (const { input, text } of failures) {
  const path = join(tmpdir(), `event-clips-fuzz-${seed}-${input}`);
  writeFileSync(path, inputOf(seeds, seed, input).bytes);
  console.log(`\nFAILED ${text}`);
  console.log(`Again: npm run fuzz -- --seed ${seed} --input ${input}. It is in ${path}.`);
}
if (next < end) console.log(`\nNot read, for want of time: inputs ${next} to ${end - 1}.`);
if (uncut > 0) console.log(`\nNot cut, for want of time: ${uncut} inputs.`);
console.log(`\n${failures.length} of ${next - first} inputs failed.`);
// A process of the cutter that could not be ended must not keep this one.
process.exit(failures.length === 0 && next === end && uncut === 0 ? 0 : 1);
