/** Wakes a loop that sleeps between its rounds. A ring while the loop is busy ends its next wait at once. */
export class Doorbell {
  private rung = false;
  private answer = (): void => {};

  ring(): void {
    this.rung = true;
    this.answer();
  }

  /** Waits for a ring, at most `timeoutMs`. */
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
