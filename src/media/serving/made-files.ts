import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import { goneSignal, nodeResponse } from '../../common/http/node-http.js';
import { ClipStorage, type OpenClipFile } from '../storage/clip-storage.js';
import { CACHE_CONTROL } from './clip-response.js';
import { ClipVersions } from './clip-versions.js';
import {
  closing,
  type Exchange,
  FileAnswers,
  type Presentation,
  setHeaders,
  turnOf,
} from './file-answers.js';
import type { FileProgress } from './file-progress.dto.js';

/** How often a file is looked for that is not the recorded one. */
const MAX_LOOKS = 3;
/** After so many seconds a client may ask again for a file that is being made. */
const ASK_AGAIN_SECONDS = 2;

interface State {
  readonly status: string;
}

/** A file that is being made. */
export interface Pending {
  readonly status: 'pending';
  /** 0 to 100. */
  readonly progress: number;
  readonly message: string;
}

/** A file that is made, as it is recorded. */
export interface Completed {
  readonly status: 'completed';
  readonly fileName: string;
  readonly sha256: string;
}

/** One attempt to get a file. */
export interface Asked {
  /** The hash of a completed one whose file is missing or damaged, so that it has to be made again. */
  readonly lost: string | null;
  /** Ends the wait, but not the making. */
  readonly signal: AbortSignal;
}

/** Serves files that are made when they are first requested. */
@Injectable()
export class MadeFiles {
  constructor(
    private readonly storage: ClipStorage,
    private readonly versions: ClipVersions,
    private readonly answers: FileAnswers,
  ) {}

  /**
   * Sends a file, or says that it is being made. A state of another kind is returned, and answered by the caller.
   *
   * @param ask gets the state of the file. One whose file turns out to be missing or damaged is asked for again
   * @throws what `ask` throws, PreconditionFailedError, RangeNotSatisfiableError
   */
  async send<C extends Completed, O extends State = never>(
    ask: (asked: Asked) => Promise<C | Pending | O>,
    present: (made: C, file: OpenClipFile) => Promise<Presentation>,
    exchange: Exchange,
  ): Promise<O | null> {
    await turnOf(exchange);
    const response = nodeResponse(exchange.response);
    // Neither that it is being made, nor why it cannot be, is true for long.
    response.setHeader('Cache-Control', CACHE_CONTROL);
    const state = await this.find(ask, goneSignal(response), async (made, file) =>
      this.answers.send(file, await present(made as C, file), null, exchange),
    );
    if (isCompleted(state)) return null;
    if (state.status !== 'pending') return state as O;
    sendPending(state as Pending, response);
    return null;
  }

  /**
   * The state of a file, which is there if it is completed.
   *
   * @throws what `ask` throws
   */
  async state<C extends Completed>(
    ask: (asked: Asked) => Promise<C | Pending>,
    signal: AbortSignal,
  ): Promise<C | Pending> {
    return this.find(ask, signal, () => Promise.resolve());
  }

  /** @param use what is done with the open file of one that is completed */
  private async find<S extends State>(
    ask: (asked: Asked) => Promise<S>,
    signal: AbortSignal,
    use: (made: S & Completed, file: OpenClipFile) => Promise<void>,
  ): Promise<S | Pending> {
    let lost: string | null = null;
    for (let look = 1; look <= MAX_LOOKS; look++) {
      const state = await ask({ lost, signal });
      if (!isCompleted(state)) return state;
      const file = await this.storage.open(state.fileName);
      const isUsed =
        file !== null &&
        (await closing(file, async () => {
          // It may have been replaced by that of another version since.
          if ((await this.versions.sha256Of(file)) !== state.sha256) return false;
          await use(state, file);
          return true;
        }));
      if (isUsed) return state;
      lost = state.sha256;
    }
    return JUST_REPLACED;
  }
}

const JUST_REPLACED: Pending = {
  ...{ status: 'pending', progress: 0, message: 'The file has just been replaced.' },
};

function isCompleted<S extends State>(state: S): state is S & Completed {
  return state.status === 'completed';
}

/** Answers that a file is being made. */
export function sendPending({ progress, message }: Pending, response: ServerResponse): void {
  const body: FileProgress = { status: 'pending', progress, message };
  response.statusCode = 202;
  setHeaders(response, {
    'Content-Type': 'application/json; charset=utf-8',
    'Retry-After': String(ASK_AGAIN_SECONDS),
  });
  response.end(JSON.stringify(body));
}
