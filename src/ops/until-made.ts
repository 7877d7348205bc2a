import type { INestApplicationContext } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { shownText } from '../common/shown-name.js';
import { JobQueue } from '../jobs/job-queue.js';
import { ProgressBar } from './progress-bar.js';

/** What the service makes, as it is now. */
export type Making<T> =
  | { readonly made: T }
  | {
      /** 0 to 100. */
      readonly progress: number;
      readonly message: string;
    };

export interface Waiting<T> {
  /** The queue of the job that makes it. */
  readonly queue: string;
  readonly look: () => Promise<Making<T>>;
  /** What becomes of it after an interruption, as sentences. */
  readonly interrupted: string;
  readonly signal: AbortSignal;
}

/** How often it is looked, where nothing reports it. */
export const LOOK_SECONDS = 1;

/** Waits until the service has made something, and shows the progress. */
export async function untilMade<T>(
  app: INestApplicationContext,
  { queue, look, interrupted, signal }: Waiting<T>,
): Promise<T> {
  const bar = new ProgressBar();
  let said = '';
  const say = (message: string) => {
    if (message !== said) console.error(shownText(message));
    said = message;
  };
  try {
    for (;;) {
      const state = await look();
      if ('made' in state) return state.made;
      const { running } = await app.get(JobQueue).statistics(queue);
      say(running > 0 ? state.message : `${state.message} It waits for a worker: the service has to run.`); // prettier-ignore
      bar.show(state.progress / 100);
      await delay(LOOK_SECONDS * 1000, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error(`Interrupted. ${interrupted}`, { cause: error });
  } finally {
    bar.clear();
  }
}
