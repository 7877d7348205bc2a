import type { Logger } from '@nestjs/common';

/** Logs an outage once when it begins and once when it ends, however many operations fail. */
export class OutageLog {
  private down = false;

  constructor(
    private readonly logger: Logger,
    private readonly what: string,
  ) {}

  failed(error: unknown): void {
    if (!this.down) {
      const cause = error instanceof Error ? error.message : String(error);
      this.logger.warn(`${this.what} failed and is retried until it succeeds: ${cause}`);
    }
    this.down = true;
  }

  succeeded(): void {
    if (this.down) this.logger.log(`${this.what} succeeded again`);
    this.down = false;
  }
}
