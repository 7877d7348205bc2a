import { copyFile } from 'node:fs/promises';
import type { Wire } from '../../src/common/http/example.js';
import type { RecordingPageDto } from '../../src/events/recordings/dto/recording.dto.js';
import { eventually } from '../support/eventually.js';
import { Installation, PATIENT } from '../support/installation.js';
import type { Service } from '../support/service.js';
import { childrenOf, type ChildKind } from './processes.js';
import { PromisedClips } from './promised-clips.js';
import { count, type Outcome, type Scenario } from './scenario.js';
import type { Tally } from './tally.js';

const CLIENTS = 3;
const STARTED = Date.now() - 3_600_000;
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
/** Begins between two keyframes, so that FFmpeg encodes its head and decodes it again. */
const SMART = { start_offset_seconds: 1, end_offset_seconds: 5 };
const ENCODED = { ...SMART, cut: 'transcode' } as const;
/** How long a process of a kind is looked for, and the service served nothing, on a busy machine. */
const PATIENCE_MS = 60_000;

type Kind = ChildKind | 'service' | 'worker' | 'PostgreSQL';
const KINDS: readonly Kind[] = [
  ...(['FFmpeg', 'worker', 'ffprobe', 'PostgreSQL'] as const),
  ...(['fork server', 'cutter', 'service', 'isolation'] as const),
];

/** Kills every kind of process in turn with SIGKILL, as the kernel does when memory runs out. */
export const kills: Scenario = async (outcome, { kills: times }) => {
  const here = await Installation.create();
  const other = await Installation.beside(here);
  try {
    const run = new Killing(here, other, outcome);
    await run.start();
    await run.run(times);
  } finally {
    await other.stop();
    await here.remove();
  }
};

class Killing {
  private service!: Service;
  private worker!: Service;
  private film = '';
  private old = '';
  private isOver = false;
  private files = 0;
  private readonly clips: PromisedClips;
  private readonly recordings: number[] = [];

  constructor(
    private readonly here: Installation,
    private readonly other: Installation,
    private readonly outcome: Outcome,
  ) {
    this.clips = new PromisedClips(outcome.tally);
  }

  async start(): Promise<void> {
    this.film = await this.here.video('data/media/film.mp4', { seconds: 12, gopSeconds: 4 });
    // ffprobe reads it, since no reader here knows its codec.
    const codec = { seconds: 2, container: 'mkv', codec: 'mpeg4' } as const;
    this.old = await this.here.video('data/media/old.mkv', codec);
    this.service = await this.here.start();
    this.worker = await this.startWorker();
  }

  async run(times: number): Promise<void> {
    const clients = Array.from({ length: CLIENTS }, (_, turn) => this.ask(turn));
    try {
      for (let kill = 0; kill < times; kill++) {
        await this.kill(KINDS[kill % KINDS.length]!);
        const { served } = this.tally;
        await eventually(() => this.tally.served > served, PATIENCE_MS);
      }
    } finally {
      this.isOver = true;
      await Promise.all(clients);
    }
    await this.settle();
  }

  private get tally(): Tally {
    return this.outcome.tally;
  }

  private startWorker(): Promise<Service> {
    return this.other.start({ ROLE: 'worker' });
  }

  private async kill(kind: Kind): Promise<void> {
    if (kind === 'service') {
      await this.service.kill();
      this.service = await this.here.start();
    } else if (kind === 'worker') {
      await this.worker.kill();
      this.worker = await this.startWorker();
    } else await this.killFound(kind);
    count(this.outcome.faults, kind);
  }

  private async killFound(kind: ChildKind | 'PostgreSQL'): Promise<void> {
    const nodes = () => [this.service.pid, this.worker.pid];
    await eventually(async () => {
      const pid =
        kind === 'PostgreSQL' ? await this.here.postmaster() : (await childrenOf(nodes(), kind))[0];
      return pid != null && process.kill(pid, 'SIGKILL');
    }, PATIENCE_MS).catch(() => {
      throw new Error(`No process was found to kill: ${kind}`);
    });
  }

  /** Requests one after the other, of all kinds in turn. */
  private async ask(turn: number): Promise<void> {
    for (; !this.isOver; turn++) {
      if (turn % 3 === 2) await this.register();
      else await this.request(turn % 3 === 0);
      await this.read();
      // While it starts, or has no database, it refuses at once.
      await eventually(
        () => fetch(`${this.service.origin}/health/ready`).then(({ ok }) => ok),
        PATIENCE_MS,
      ).catch(() => this.tally.hung.push(`readiness: not there for ${PATIENCE_MS} ms`));
    }
  }

  private request(isSmart: boolean): Promise<void> {
    const event = { started_at: at(2.5), video: { file_path: this.film, started_at: at(0) } };
    return this.clips.request(() => this.service, event, isSmart ? SMART : ENCODED, PATIENT);
  }

  private async register(): Promise<void> {
    const path = this.here.path(`data/media/old-${this.files++}.mkv`);
    await copyFile(this.old, path);
    const recording = { camera_id: 'old', file_path: path, started_at: at(0) };
    const answer = await this.tally.request('POST /api/recordings', () =>
      this.service.call<{ id: number }>('POST', '/api/recordings', recording),
    );
    if (answer) this.recordings.push(answer.body.id);
  }

  private async read(): Promise<void> {
    const eventId = this.clips.events.at(-1);
    await this.tally.request('GET /api/events', () => this.service.call('GET', '/api/events'));
    if (eventId === undefined) return;
    await this.tally.request(`GET the clip of event ${eventId}`, () =>
      this.service.call('GET', `/api/events/${eventId}/clip`),
    );
  }

  /** What was accepted is there, after all of it. */
  private async settle(): Promise<void> {
    await this.clips.settle(this.service);
    const there = await this.listed();
    for (const id of this.recordings) {
      if (!there.has(id)) this.tally.lose(`recording ${id} is gone`);
    }
  }

  private async listed(): Promise<Set<number>> {
    const found = new Set<number>();
    let next = '';
    do {
      const path = `/api/recordings?camera_id=old&limit=100${next}`;
      const { body } = await this.service.call<Wire<RecordingPageDto>>('GET', path);
      for (const { id } of body.recordings) found.add(id);
      next = body.next_cursor ? `&cursor=${body.next_cursor}` : '';
    } while (next !== '');
    return found;
  }
}
