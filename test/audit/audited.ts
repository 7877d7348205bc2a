import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import pg from 'pg';
import type { AuditEntryDto, AuditPageDto } from '../../src/audit/dto/audit.dto.js';
import type { AuditAction } from '../../src/common/audit/audit-entry.js';
import type { Wire } from '../../src/common/http/example.js';
import { RecordedCameras } from '../clips/api/recorded-cameras.js';
import type { Answer } from '../support/api.js';
import { eventually } from '../support/eventually.js';

export type Entry = Wire<AuditEntryDto>;
export type Page = Wire<AuditPageDto>;

const keyOf = (name: string) => `${name}-key-0123456789`;
const line = (name: string, scopes: string, limits = '') =>
  `${name} ${scopes} ${createHash('sha256').update(keyOf(name)).digest('hex')} ${limits}\n`;

/** `nvr` may name persons, `guard` is limited to a camera, and `auditor` reads the trail. */
const KEYS =
  line('nvr', 'read+write+export', 'names-users') +
  line('guard', 'read+write+admin', 'cameras=yard-0') +
  line('auditor', 'admin');

/** A service with keys, and what its trail has. */
export class AuditedService {
  private constructor(
    readonly recorded: RecordedCameras,
    private readonly keysFile: string,
  ) {}

  /** @param prepare registers footage, before there are keys */
  static async start(
    prepare: (recorded: RecordedCameras) => Promise<unknown>,
    settings: Record<string, string> = {},
  ): Promise<AuditedService> {
    const recorded = await RecordedCameras.start({ AUDIT: 'false' });
    await prepare(recorded);
    const keysFile = recorded.home.data('../keys');
    await writeFile(keysFile, KEYS);
    const audited = new AuditedService(recorded, keysFile);
    await audited.restart(settings);
    return audited;
  }

  async restart(settings: Record<string, string> = {}): Promise<void> {
    await this.recorded.restart(this.settingsWith(settings));
  }

  settingsWith(settings: Record<string, string>): Record<string, string> {
    const clips = { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '0' };
    return { ...clips, API_KEYS_FILE: this.keysFile, ...settings };
  }

  get service() {
    return this.recorded.service;
  }

  /** Calls with a key; `nvr ann` names a person. */
  call<T = { id: number; clip_url: string }>(
    who: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const [key = '', user] = who.split(' ');
    const sent = { authorization: `Bearer ${keyOf(key)}`, ...headers };
    const named = user === undefined ? sent : { ...sent, 'x-event-clips-user': user };
    return this.service.call<T>(method, path, body, named);
  }

  async page(query = ''): Promise<Page> {
    const { status, body } = await this.call<Page>('auditor', 'GET', `/api/audit?${query}`);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async entries(query = ''): Promise<readonly Entry[]> {
    return (await this.page(`limit=200&${query}`)).entries;
  }

  /** The newest entry of an action, once there is one that `isIt`. */
  async entry(action: AuditAction, isIt: (entry: Entry) => boolean = () => true): Promise<Entry> {
    const found = async () => (await this.entries(`action=${action}`)).find(isIt);
    await eventually(async () => (await found()) !== undefined);
    return (await found())!;
  }

  /** Runs a statement on the database itself. */
  async query<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client(this.recorded.home.settings['DATABASE_URL']);
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  remove(): Promise<void> {
    return this.recorded.remove();
  }
}
