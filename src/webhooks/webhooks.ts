import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { createHash, randomUUID } from 'node:crypto';
import { type EntityManager, Repository } from 'typeorm';
import type { ClipLinks } from '../clips/api/clip-answers.js';
import { ClipEvents } from '../clips/records/clip-events.js';
import { Clip } from '../clips/records/clip.entity.js';
import { CameraEvents } from '../events/cameras/camera-events.js';
import { Clock } from '../common/clock.js';
import { type Job, JobQueue } from '../jobs/job-queue.js';
import { readJob } from '../jobs/read-job.js';
import { RetryJob } from '../jobs/retry-job.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { type Delivery, nextAttempt, readDelivery } from './delivery.js';
import { bodyOf, type Notice, noticeOf, noticeOfCamera } from './message.js';
import { sendMessage } from './send-message.js';
import { messageHeaders } from './signature.js';
import { WEBHOOKS_OPTIONS, type WebhooksModuleOptions } from './webhooks.options.js';

/** Messages that are sent to a receiver at the same time. */
const CONCURRENCY = 4;

/**
 * Sends messages about clips and silent cameras to receivers. A message is queued in the transaction of the
 * change, so it is delivered at least once. Each receiver has its own queue, so that one that does not answer delays no
 * other.
 */
@Injectable()
export class Webhooks implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Webhooks');

  /** Valid for whatever clip the event has, as automatic clips are made again. No key makes these links. */
  private readonly currentLinks: ClipLinks = {
    clip: (fileName) => this.links.clip(fileName, { byService: true }),
    rendition: (fileName, name) => this.links.rendition(fileName, name, { byService: true }),
    poster: (eventId) => this.links.poster(eventId, { byService: true }),
    subtitles: (eventId) => this.links.subtitles(eventId, { byService: true }),
  };

  constructor(
    @Inject(WEBHOOKS_OPTIONS) private readonly options: WebhooksModuleOptions,
    private readonly queue: JobQueue,
    private readonly links: MediaLinks,
    private readonly clock: Clock,
    private readonly events: ClipEvents,
    private readonly cameras: CameraEvents,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  onModuleInit(): void {
    const now = () => this.clock.now();
    this.events.use((events, manager) =>
      this.enqueue(
        events.map((event) => noticeOf(event, now())),
        manager,
      ),
    );
    this.cameras.use((events, manager) =>
      this.enqueue(
        events.map((event) => noticeOfCamera(event, now())),
        manager,
      ),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const receiver of this.options.receivers) {
      await this.queue.work<object>(
        queueOf(receiver),
        { concurrency: CONCURRENCY },
        async (job, signal) => this.deliver(receiver, readJob(job, readDelivery), signal),
      );
    }
  }

  private async enqueue(notices: readonly Notice[], manager: EntityManager): Promise<void> {
    for (const notice of notices) {
      for (const receiver of this.options.receivers) {
        const delivery: Delivery = { ...notice, id: randomUUID(), failures: 0 };
        await this.queue.send(queueOf(receiver), delivery, {}, manager);
      }
    }
  }

  private async deliver(receiver: URL, job: Job<Delivery>, signal: AbortSignal): Promise<void> {
    try {
      await this.send(receiver, job.data, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const { type, event_id, camera_id } = job.data;
      const subject = event_id === null ? { camera_id } : { event_id };
      const details = { receiver: receiver.host, type, ...subject, err: error };
      const next = nextAttempt(job.data);
      if (!next) {
        const msg = 'A message could not be delivered and is dropped';
        return this.logger.error({ msg, ...details });
      }
      this.logger.warn({ msg: 'A message could not be delivered and is retried', ...details });
      throw new RetryJob(next.waitMs, next.delivery, { cause: error });
    }
  }

  private async send(receiver: URL, { id, ...notice }: Delivery, signal: AbortSignal) {
    const { secret, publicUrl } = this.options;
    const body = bodyOf(notice, this.currentLinks, publicUrl, await this.hasPoster(notice));
    const headers = messageHeaders({ id, body }, secret, this.clock.now());
    await sendMessage(receiver, body, headers, signal);
  }

  /** A poster is made shortly after its clip. */
  private async hasPoster({ event_id: eventId, file }: Notice): Promise<boolean> {
    const { sha256 } = file ?? {};
    return (
      eventId !== null &&
      sha256 !== undefined &&
      this.clips.existsBy({ eventId, sha256, hasPoster: true })
    );
  }
}

/** The name contains a hash of the receiver's URL, as the URL may contain a secret. */
function queueOf(receiver: URL): string {
  return `webhooks-${createHash('sha256').update(receiver.href).digest('hex').slice(0, 16)}`;
}
