import type { Answer } from '../support/api.js';

/** Longer than any call may take: one waits for a clip for a minute at most. */
const HUNG_MS = 120_000;

export interface TallyOptions {
  /** Whether the service is killed, which ends connections. Otherwise one that ends counts as lost. */
  readonly isKilled?: boolean;
}

/**
 * What became of the requests of a scenario. Each is served, or refused with an answer that says to ask again later. It
 * is lost where neither is true, or where what was accepted did not last; and hung where nothing came in time.
 */
export class Tally {
  made = 0;
  served = 0;
  refused = 0;
  readonly lost: string[] = [];
  readonly hung: string[] = [];

  constructor(private readonly options: TallyOptions = {}) {}

  /** @returns the answer if the request was served */
  async request<T>(
    what: string,
    ask: () => Promise<Answer<T>>,
    withinMs = HUNG_MS,
  ): Promise<Answer<T> | null> {
    this.made += 1;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, withinMs, 'late');
    });
    try {
      const answer = await Promise.race([ask(), late]);
      if (answer === 'late') this.hung.push(`${what}: no answer within ${withinMs} ms`);
      else if (answer.status < 400) {
        this.served += 1;
        return answer;
      } else this.judge(what, answer);
    } catch (error) {
      if (this.options.isKilled && isEndOfConnection(error)) this.refused += 1;
      else this.lost.push(`${what}: ${String(error)}`);
    } finally {
      clearTimeout(timer);
    }
    return null;
  }

  /** Something that was served and turned out not to have lasted. */
  lose(what: string): void {
    this.served -= 1;
    this.lost.push(what);
  }

  /** The same, but the service says by itself that the system kept it from it. */
  refuseLater(): void {
    this.served -= 1;
    this.refused += 1;
  }

  /** Something that was served and is never finished. */
  hang(what: string): void {
    this.served -= 1;
    this.hung.push(what);
  }

  get row(): Record<string, number> {
    const { made, served, refused, lost, hung } = this;
    return { made, served, refused, lost: lost.length, hung: hung.length };
  }

  get isGood(): boolean {
    const { served, refused, made } = this;
    return this.lost.length + this.hung.length === 0 && served > 0 && served + refused === made;
  }

  private judge(what: string, { status, headers, body }: Answer<unknown>): void {
    const saysWhen = Number(headers.get('retry-after')) > 0;
    if ((status === 503 || status === 429) && saysWhen) this.refused += 1;
    else this.lost.push(`${what}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
  }
}

function isEndOfConnection(error: unknown): boolean {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message);
}
