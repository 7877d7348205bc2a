import type { CleanupProgress } from '../cleanup/cleanup-run.js';
import { ProgressBar } from './progress-bar.js';

/** Shows the progress of a run: a bar in a terminal, else a line for each step. */
export class StepDisplay {
  private step = '';

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    private readonly bar = new ProgressBar(stream),
  ) {}

  show({ step, done, total }: CleanupProgress): void {
    if (!this.stream.isTTY && step !== this.step) this.stream.write(`${step} …\n`);
    this.step = step;
    if (total) this.bar.show(done / total);
  }

  clear(): void {
    this.bar.clear();
  }
}
