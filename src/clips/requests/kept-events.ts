import { Injectable } from '@nestjs/common';
import type { Event } from '../../events/records/event.entity.js';

/** An event, with what may stand for its end. */
export interface EndingEvent extends Event {
  readonly lastDetectionAt: Date | null;
}

/** Which events the next cleanup keeps: the others need no new clip. Without a cleanup, all are kept. */
@Injectable()
export class KeptEvents {
  private decide: (event: EndingEvent) => boolean | Promise<boolean> = () => true;

  /** Sets what decides from now on. */
  use(decide: (event: EndingEvent) => boolean | Promise<boolean>): void {
    this.decide = decide;
  }

  async has(event: Event, lastDetectionAt: Date | null): Promise<boolean> {
    return this.decide({ ...event, lastDetectionAt });
  }
}
