import { Injectable } from '@nestjs/common';

/** Makes the poster of an event's clip if it has none. False: there is no clip, or no poster can be made of it. */
export type MakePoster = (eventId: number) => Promise<boolean>;

/**
 * Posters are made after their clips, so a process that dies in between leaves a clip without one. The module that
 * makes them supplies how by {@link use}; until then none is made.
 */
@Injectable()
export class MissingPosters {
  private makePoster: MakePoster = () => Promise.resolve(false);
  private readonly running = new Map<number, Promise<boolean>>();

  use(makePoster: MakePoster): void {
    this.makePoster = makePoster;
  }

  /** Requests for the same poster share one attempt. */
  make(eventId: number): Promise<boolean> {
    const running = this.running.get(eventId);
    if (running) return running;
    const work = this.makePoster(eventId).finally(() => this.running.delete(eventId));
    this.running.set(eventId, work);
    return work;
  }
}
