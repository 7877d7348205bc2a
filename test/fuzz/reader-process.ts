import { endWithParent } from '../../src/isolation/parent.js';
import { inputOf } from './input.js';
import { makeSeeds } from './seeds.js';
import { type Reading, readInput } from './read-input.js';

/** The program that reads inputs of a run, since one that hangs or needs too much memory ends its process. */
export type Said =
  /** Sent before each input, and once after the last. */
  | { begins: number }
  | { input: number; name: string; reading: Reading }
  | { input: number; name: string; failure: string };

/** The most that the process may ever have used. It needs a third of this itself. */
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;

/** The most time of a processor that one input may take. It takes some milliseconds, and collecting garbage takes some more. */
const MAX_CPU_MS = 3_000;

endWithParent();
const [seed = 0, first = 0, end = 0] = process.argv.slice(2).map(Number);
const seeds = await makeSeeds();
for (let input = first; input < end; input++) {
  say({ begins: input });
  const { name, bytes } = inputOf(seeds, seed, input);
  const before = process.cpuUsage();
  try {
    const reading = await readInput(bytes);
    const { user, system } = process.cpuUsage(before);
    const cpuMs = Math.round((user + system) / 1000);
    if (cpuMs > MAX_CPU_MS) say({ input, name, failure: `It took ${cpuMs} ms of a processor.` });
    else say({ input, name, reading });
  } catch (error) {
    say({ input, name, failure: String((error as Error).stack ?? error) });
  }
  const memoryBytes = process.resourceUsage().maxRSS * 1024;
  if (memoryBytes > MAX_MEMORY_BYTES) {
    say({ input, name, failure: `It made the process use ${memoryBytes} bytes of memory.` });
    process.exit();
  }
}
say({ begins: end });
process.disconnect();

function say(said: Said): void {
  process.send!(said);
}
