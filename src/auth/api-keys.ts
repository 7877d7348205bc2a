import {
  Inject,
  Injectable,
  Logger,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ApiKey, findApiKey } from '../common/api-key.js';
import { Clock } from '../common/clock.js';
import { AUTH_OPTIONS, type AuthModuleOptions } from './auth.options.js';
import { keysIn, unusableKeysFile } from './read-keys-file.js';

/** How often the keys file is examined for changes. */
const LOOK_MS = 1000;

/** The keys of the settings and those of the keys file, which is read again when it changes. */
@Injectable()
export class ApiKeys implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Keys');
  /** Also those that have expired. */
  private known: readonly ApiKey[];
  private valid: readonly ApiKey[];
  /** What the file contained when it was read; null after it could not be used. */
  private text: string | null;
  private reading: Promise<void> = Promise.resolve();

  constructor(
    @Inject(AUTH_OPTIONS) private readonly options: AuthModuleOptions,
    private readonly clock: Clock,
  ) {
    this.known = this.valid = [...options.keys, ...(options.file?.keys ?? [])];
    this.text = options.file?.text ?? null;
  }

  /** Whether calls need a key. It stays so when every key has expired. */
  get areRequired(): boolean {
    return this.options.keys.length > 0 || this.options.file !== null;
  }

  onModuleInit(): void {
    const { file } = this.options;
    if (!file) return;
    const look = () => void (this.reading = this.reading.then(() => this.readAgain(file.path)));
    // Polls, which notices changes on network file systems and by replaced links as well.
    watchFile(file.path, { interval: LOOK_MS, persistent: false }, look);
    // It may have changed between the start and now.
    look();
  }

  onModuleDestroy(): void {
    if (this.options.file) unwatchFile(this.options.file.path);
  }

  /** The keys that are valid now: the same list as before, unless one was added, removed or has expired. */
  current(): readonly ApiKey[] {
    const now = this.clock.now();
    if (this.valid.some((key) => hasExpired(key, now))) {
      this.valid = this.valid.filter((key) => !hasExpired(key, now));
    }
    return this.valid;
  }

  find(sent: string): ApiKey | null {
    return findApiKey(this.current(), sent);
  }

  hasExpired(sent: string): boolean {
    const key = findApiKey(this.known, sent);
    return key !== null && hasExpired(key, this.clock.now());
  }

  /** A file that cannot be used changes nothing: it may be half-written, or on a disk that is away. */
  private async readAgain(path: string): Promise<void> {
    try {
      const text = await readFile(path, 'utf8');
      if (text === this.text) return;
      this.text = text;
      const keys = keysIn(text);
      this.known = this.valid = [...this.options.keys, ...keys];
      this.logger.log({ msg: 'The keys file has changed', names: keys.map(({ name }) => name) });
    } catch (error) {
      // So that the log says when the file can be used again, also if it is the same as before.
      this.text = null;
      const { message } = unusableKeysFile(error);
      this.logger.error({ msg: `The keys stay as they were: ${message}` });
    }
  }
}

function hasExpired({ expiresAt }: ApiKey, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}
