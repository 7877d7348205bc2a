import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventClipsError } from '../../src/common/event-clips-error.js';
import { ClipDiffers } from '../../src/cut/cut-errors.js';
import { cut } from '../../src/cut/smart-cut.js';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { readOwnFacts } from '../../src/probe/own-reading.js';
import { descendantsOf } from '../support/processes.js';
import type { Findings } from './findings.js';
import { type Input, inputOf } from './input.js';
import type { Seed } from './seeds.js';

/** Cutting three seconds takes a tenth of a second. */
const TIMEOUT_MS = 10_000;
/** Ending a process on a busy machine. */
const GRACE_MS = 5_000;
/** The cutter's heap may have 512 MB; the rest is the program and buffers. */
const MAX_MEMORY_BYTES = 900 * 1024 * 1024;
const SAMPLE_MS = 200;
/** How often a head is encoded, and sound cut, for which FFmpeg is needed. */
const SMART_EVERY = 5;

/** Cuts inputs with the real cutter, in its own process. Each has to end by its deadline, in a clip or an error of ours. */
export class InputCutter {
  private readonly runner = new FfmpegRunner();
  private peakBytes = 0;
  private cuts = 0;
  private readonly sampling = setInterval(() => void this.sample(), SAMPLE_MS);

  private constructor(
    private readonly folder: string,
    private readonly seeds: readonly Seed[],
    private readonly findings: Findings,
  ) {}

  static async open(seeds: readonly Seed[], findings: Findings): Promise<InputCutter> {
    return new InputCutter(await mkdtemp(join(tmpdir(), 'event-clips-fuzz-')), seeds, findings);
  }

  async cut(seed: number, number: number): Promise<void> {
    const input = inputOf(this.seeds, seed, number);
    this.peakBytes = 0;
    const began = performance.now();
    const outcome = await this.outcomeOf(input);
    const tookMs = Math.round(performance.now() - began);
    await this.sample();
    if (tookMs > TIMEOUT_MS + GRACE_MS)
      this.findings.fail(number, input.name, `It was cut for ${tookMs} ms.`);
    else if (this.peakBytes > MAX_MEMORY_BYTES)
      this.findings.fail(number, input.name, `The cutter used ${this.peakBytes} bytes of memory.`);
    else if (outcome instanceof Error)
      this.findings.fail(number, input.name, String(outcome.stack));
    else this.findings.count(input.name, outcome);
  }

  async close(): Promise<void> {
    clearInterval(this.sampling);
    await this.runner.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** One word for the outcome, or the error that should not be. */
  private async outcomeOf({ bytes }: Input): Promise<string | Error> {
    const path = join(this.folder, 'input');
    await writeFile(path, bytes);
    const isSmart = this.cuts++ % SMART_EVERY === 0;
    const facts = await readOwnFacts(path).then(
      (reading) => reading.facts[0] ?? null,
      () => null,
    );
    const segment = {
      ...{ path, facts, fromSeconds: 0.5, toSeconds: 2, afterSeconds: null },
      method: isSmart ? ('smart' as const) : ('copy' as const),
    };
    const options = { runner: this.runner, timeoutMs: TIMEOUT_MS, audio: isSmart };
    const given = cut([segment], join(this.folder, 'output.mp4'), options).then(
      () => 'cut',
      (error: unknown) => refusalOf(error),
    );
    const late = AbortSignal.timeout(TIMEOUT_MS + 2 * GRACE_MS);
    return Promise.race([
      given,
      new Promise<Error>((resolve) => {
        late.addEventListener('abort', () => resolve(new Error('The cut did not end.')));
      }),
    ]);
  }

  /** The most memory that any of the cutter's processes has used so far. */
  private async sample(): Promise<void> {
    for (const pid of await descendantsOf(process.pid)) {
      const [command, status] = await Promise.all(
        ['cmdline', 'status'].map((name) =>
          readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => ''),
        ),
      );
      if (!command!.includes('cut/worker')) continue;
      const peak = Number(/^VmHWM:\s*(\d+)/m.exec(status!)?.[1] ?? 0) * 1024;
      this.peakBytes = Math.max(this.peakBytes, peak);
    }
  }
}

function refusalOf(error: unknown): string | Error {
  if (error instanceof ClipDiffers) return 'differed';
  if (!(error instanceof EventClipsError)) return error as Error;
  switch (error.code) {
    case 'SMART_CUT_NOT_POSSIBLE':
      return isLost(error) ? 'process ended' : 'refused';
    case 'FFMPEG_FAILED':
      return 'refused';
    case 'TIMED_OUT':
      return 'at the deadline';
    default:
      return error;
  }
}

/** Whether the process ended by itself, as at the limit of its heap. */
function isLost({ cause }: Error): boolean {
  return cause instanceof Error && cause.message === 'The process that cuts has ended';
}
