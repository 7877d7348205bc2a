/** Wakes a loop that sleeps between its rounds. A ring that nobody waits for is kept. */
export class Doorbell {
  private rung = false;
  private answer = (): void => {};

  ring(): void {
    this.rung = true;
    this.answer();
  }

  /** Waits for a ring, but not longer than `timeoutMs`. */
  async wait(timeoutMs: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        this.answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.rung = false;
  }
}
