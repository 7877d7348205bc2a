import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { openClient } from './connection.js';
import { OutageLog } from './outage-log.js';
import { pause } from './pause.js';

/** A connection that was lost silently is noticed after this time and the query's timeout. */
const HEARTBEAT_MS = 5_000;
const RECONNECT_MS = { first: 100, longest: 5_000 };

export interface ListenerEvents {
  onMessage(message: string): void;
  /** Called when it listens after an interruption, or first listens after `start`; earlier messages are lost. */
  onReconnect(): void;
}

/** The connection of the process that listens to a PostgreSQL channel. It reconnects until it is stopped. */
export class Listener {
  private client: pg.Client | undefined;
  private readonly outage = new OutageLog(new Logger('Notifications'), 'Listening to PostgreSQL');
  private readonly stopping = new AbortController();
  private ended: Promise<void> | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly events: ListenerEvents,
  ) {}

  /** Resolves when it listens, or when the first attempt has failed. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.ended = this.keepListening(resolve);
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  /** Sends messages. Rejects while there is no connection. */
  async notify(messages: string[]): Promise<void> {
    if (!this.client) throw new Error('There is no connection to PostgreSQL');
    const sql = 'SELECT pg_notify($1, message) FROM unnest($2::text[]) AS message';
    await this.client.query(sql, [this.channel, messages]);
  }

  private async keepListening(onFirstTry: () => void): Promise<void> {
    let waitMs = RECONNECT_MS.first;
    let onListening = onFirstTry;
    while (!this.stopping.signal.aborted) {
      try {
        await this.listen(() => {
          waitMs = RECONNECT_MS.first;
          onListening();
        });
      } catch (error) {
        this.outage.failed(error);
        onFirstTry();
        onListening = () => this.events.onReconnect();
        await pause(waitMs, this.stopping.signal);
        waitMs = Math.min(2 * waitMs, RECONNECT_MS.longest);
      }
    }
  }

  /** Listens until the connection breaks, which rejects, or until this stops. */
  private async listen(onListening: () => void): Promise<void> {
    const client = openClient(this.databaseUrl);
    const broken = new Promise<never>((_, reject) => {
      client.on('error', reject);
      client.on('end', () => reject(new Error('The connection ended')));
    });
    broken.catch(() => {});
    client.on('notification', ({ payload }) => this.events.onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${this.channel}`);
      this.client = client;
      this.outage.succeeded();
      onListening();
      for (;;) {
        await Promise.race([broken, pause(HEARTBEAT_MS, this.stopping.signal)]);
        if (this.stopping.signal.aborted) return;
        await client.query('SELECT 1');
      }
    } finally {
      this.client = undefined;
      // Not awaited: on a lost connection it would take until the operating system gives up.
      client.end().catch(() => {});
    }
  }
}
