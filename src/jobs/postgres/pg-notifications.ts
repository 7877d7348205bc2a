import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JOBS_OPTIONS, type JobsModuleOptions } from '../jobs.module-definition.js';
import { encodeNotification, Notifications } from '../notifications.js';
import { Subscriptions } from '../subscriptions.js';
import { UnreadableNotifications } from '../unreadable-notifications.js';
import { Listener } from './listener.js';
import { parseMessage } from './parse-message.js';

/** One PostgreSQL channel carries all channels; each message begins with the name of its channel. */
const CHANNEL = 'event_clips';

/** Notifications by LISTEN and NOTIFY of PostgreSQL. */
@Injectable()
export class PgNotifications extends Notifications implements OnModuleInit, OnApplicationShutdown {
  private readonly subscriptions = new Subscriptions();
  private readonly unreadable = new UnreadableNotifications();
  private readonly listener: Listener;
  /** Messages that wait for the running query; the next query sends them all. */
  private outbox: string[] = [];
  private sending: Promise<void> | undefined;

  constructor(@Inject(JOBS_OPTIONS) { databaseUrl }: Pick<JobsModuleOptions, 'databaseUrl'>) {
    super();
    this.listener = new Listener(databaseUrl, CHANNEL, {
      onMessage: (message) => this.deliver(message),
      onReconnect: () => this.subscriptions.reconnected(),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.listener.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sending;
    await this.listener.stop();
  }

  async publish(channel: string, payload: object, manager?: EntityManager): Promise<void> {
    const message = `${channel} ${encodeNotification(payload)}`;
    if (manager) {
      await manager.query('SELECT pg_notify($1, $2)', [CHANNEL, message]);
    } else {
      this.outbox.push(message);
      await (this.sending ??= this.send());
    }
  }

  subscribe<T extends object>(
    channel: string,
    listener: (payload: T) => void,
    onReconnect?: () => void,
  ): () => void {
    return this.subscriptions.add(channel, listener, onReconnect);
  }

  private async send(): Promise<void> {
    while (this.outbox.length) {
      const messages = this.outbox;
      this.outbox = [];
      // Best effort: the listener logs the outage.
      await this.listener.notify(messages).catch(() => {});
    }
    this.sending = undefined;
  }

  private deliver(message: string): void {
    const read = parseMessage(message);
    if (read) this.subscriptions.deliver(read.channel, read.payload);
    else this.unreadable.ignore(CHANNEL);
  }
}
