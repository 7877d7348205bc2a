import { createHash } from 'node:crypto';
import type { Info } from '../support/api.js';
import { eventually } from '../support/eventually.js';
import type { Service } from '../support/service.js';
import type { Tally } from './tally.js';

/** After the last fault: a lost worker is noticed after 15 s, and a killed process waited for 21 s. */
const SETTLED_MS = 240_000;

interface Window {
  readonly start_offset_seconds: number;
  readonly end_offset_seconds: number;
  /** Left out: only the head is encoded. */
  readonly cut?: 'transcode';
}

interface Promised {
  readonly eventId: number;
  /** The service said so. Otherwise the connection ended before it could. */
  readonly isAccepted: boolean;
  /** Only the head of the clip may be encoded. */
  readonly isSmart: boolean;
}

/** The clips that a service accepted requests for. */
export class PromisedClips {
  private readonly clips: Promised[] = [];

  constructor(private readonly tally: Tally) {}

  /**
   * Registers an event and requests its clip.
   *
   * @param node the service as it is when called, since it may be killed and started again meanwhile
   */
  async request(
    node: () => Service,
    event: object,
    window: Window,
    headers: Record<string, string>,
    withinMs?: number,
  ): Promise<void> {
    const registered = await this.tally.request(
      'POST /api/events',
      () => node().call<{ id: number }>('POST', '/api/events', { camera_id: 'front', ...event }),
      withinMs,
    );
    if (!registered) return;
    const eventId = registered.body.id;
    const answer = await this.tally.request(
      `a clip of event ${eventId}`,
      () => node().generate(eventId, window, headers),
      withinMs,
    );
    const isSmart = window.cut === undefined;
    this.clips.push({ eventId, isSmart, isAccepted: answer !== null });
  }

  /** The events whose clips were made. */
  get events(): readonly number[] {
    return this.clips.map(({ eventId }) => eventId);
  }

  /** Waits until all are done, and counts those that were not made as promised. */
  async settle(service: Service): Promise<void> {
    const open = new Set(this.clips);
    await eventually(async () => {
      for (const clip of [...open]) {
        if ((await service.info(clip.eventId)).status !== 'pending') open.delete(clip);
      }
      return open.size === 0;
    }, SETTLED_MS).catch(() => {});
    for (const clip of this.clips) {
      if (open.has(clip)) this.tally.hang(`clip of event ${clip.eventId}: pending for ever`);
      else await this.check(clip, service);
    }
  }

  private async check(clip: Promised, service: Service): Promise<void> {
    const { eventId, isAccepted, isSmart } = clip;
    const info = await service.info(eventId);
    if (!isAccepted && info.status === 'none') return;
    const unmade = info.status ?? 'the event is gone';
    const problem = info.status === 'completed' ? await problemOf(info, service) : unmade;
    const isFalse = isSmart && info.method === 'transcode';
    if (problem === null && !isFalse) return;
    // Nothing was promised to a caller whose connection ended, so nothing was counted as served.
    if (!isAccepted) return void (problem && this.tally.lost.push(textOf(eventId, problem, info)));
    if (info.error_code === 'PROCESS_KILLED') return this.tally.refuseLater();
    this.tally.lose(textOf(eventId, problem ?? 'encoded without need', info));
  }
}

/** Whether a clip can be downloaded, and is what its row says. */
async function problemOf({ clip_url, sha256 }: Info, service: Service): Promise<string | null> {
  const bytes = await service.download(clip_url!).catch((error: unknown) => String(error));
  if (typeof bytes === 'string') return bytes;
  const found = createHash('sha256').update(bytes).digest('hex');
  return found === sha256 ? null : 'the file is not what its row says';
}

function textOf(eventId: number, problem: string, { error_code, message }: Info): string {
  return `clip of event ${eventId}: ${problem} ${error_code ?? ''} ${message ?? ''}`.trim();
}
