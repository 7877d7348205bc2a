const WIDTH = 30;

/** A progress bar on the last line of a terminal. It does nothing if the stream is not a terminal. */
export class ProgressBar {
  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** @param fraction 0 to 1 */
  show(fraction: number): void {
    if (!this.stream.isTTY) return;
    const done = Math.round(Math.max(0, Math.min(1, fraction)) * WIDTH);
    const percent = String(Math.round((done / WIDTH) * 100)).padStart(3);
    this.stream.write(`\r${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${percent} %`);
  }

  /** Removes the bar. */
  clear(): void {
    if (this.stream.isTTY) this.stream.write('\r\x1b[K');
  }
}
