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
import { type ClipEvent, ClipEvents } from '../clips/records/clip-events.js';
import { Clip } from '../clips/records/clip.entity.js';
import { Clock } from '../common/clock.js';
import { type Job, JobQueue } from '../jobs/job-queue.js';
import { readJob } from '../jobs/read-job.js';
import { RetryJob } from '../jobs/retry-job.js';
import { MediaLinks } from '../media/serving/media-links.js';
import { type Delivery, readDelivery } from './delivery.js';
import { bodyOf, type Notice, noticeOf } from './message.js';
import { sendMessage } from './send-message.js';
import { messageHeaders } from './signature.js';
import { WEBHOOKS_OPTIONS, type WebhooksModuleOptions } from './webhooks.options.js';

/** Seconds before each further attempt: about a day in total. */
const BACK_OFF = [1, 10, 60, 300, 1800, 7200, 21_600, 50_400];
/** Messages that are sent to a receiver at the same time. */
const CONCURRENCY = 4;

/**
 * Sends messages about clips to receivers. A message is queued in the transaction that changes the clip, so
 * it is delivered at least once. Each receiver has its own queue, so that one that does not answer delays no
 * other.
 */
@Injectable()
export class Webhooks implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger('Webhooks');

  constructor(
    @Inject(WEBHOOKS_OPTIONS) private readonly options: WebhooksModuleOptions,
    private readonly queue: JobQueue,
    private readonly links: MediaLinks,
    private readonly clock: Clock,
    private readonly events: ClipEvents,
    @InjectRepository(Clip) private readonly clips: Repository<Clip>,
  ) {}

  onModuleInit(): void {
    this.events.use((events, manager) => this.enqueue(events, manager));
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

  private async enqueue(events: readonly ClipEvent[], manager: EntityManager): Promise<void> {
    for (const event of events) {
      const notice = noticeOf(event, this.clock.now());
      for (const receiver of this.options.receivers) {
        const delivery: Delivery = { ...notice, id: randomUUID(), failures: 0 };
        await this.queue.send(queueOf(receiver), delivery, {}, manager);
      }
    }
  }

  private async deliver(receiver: URL, job: Job<Delivery>, signal: AbortSignal): Promise<void> {
    const { failures, type, event_id } = job.data;
    try {
      await this.send(receiver, job.data, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const seconds = BACK_OFF[failures];
      const details = { receiver: receiver.host, type, event_id, err: error };
      if (seconds === undefined)
        return this.logger.error({
          msg: 'A message could not be delivered and is dropped',
          ...details,
        });
      this.logger.warn({ msg: 'A message could not be delivered and is retried', ...details });
      throw new RetryJob(seconds * 1000, { ...job.data, failures: failures + 1 }, { cause: error });
    }
  }

  private async send(receiver: URL, { id, ...notice }: Delivery, signal: AbortSignal) {
    const { secret, publicUrl } = this.options;
    const body = bodyOf(notice, this.links, publicUrl, await this.hasPoster(notice));
    const headers = messageHeaders({ id, body }, secret, this.clock.now());
    await sendMessage(receiver, body, headers, signal);
  }

  /** A poster is made shortly after its clip. */
  private async hasPoster({ event_id: eventId, file }: Notice): Promise<boolean> {
    const { sha256 } = file ?? {};
    return sha256 !== undefined && this.clips.existsBy({ eventId, sha256, hasPoster: true });
  }
}

/** The name contains a hash of the receiver's URL, as the URL may contain a secret. */
function queueOf(receiver: URL): string {
  return `webhooks-${createHash('sha256').update(receiver.href).digest('hex').slice(0, 16)}`;
}
