import { availableParallelism } from 'node:os';
import {
  addressPath,
  boolean,
  byteLimit,
  cron,
  folders,
  fraction,
  integer,
  list,
  oneOf,
  parseHttpUrl,
  pathPattern,
  postgresUrl,
  publicUrl,
  text,
  timeZone,
} from './setting.js';
import { parseApiKey } from '../common/api-key.js';
import { OperatorError } from '../common/operator-error.js';
import type { Setting } from './setting.js';
import { parseTrustedProxy } from './trusted-proxy.js';

function parseOrigin(entry: string): string {
  const origin = URL.canParse(entry) ? new URL(entry).origin : null;
  if (origin !== entry)
    throw new RangeError('origins such as https://nvr.example, separated by ","');
  return origin;
}

function parseReceiver(entry: string): URL {
  const url = parseHttpUrl(entry);
  if (!url) {
    throw new RangeError(
      'URLs such as https://nvr.example/clips?token=…, separated by ",", without user and password',
    );
  }
  return url;
}

const RENDITIONS = ['h264', 'small', 'notify', 'chat', 'timelapse', 'gif'] as const;

/** Every environment variable that the service reads, in the order of `.env.example`. */
export const settings = {
  HOST: text('127.0.0.1'),
  PORT: integer(3000, 0, 65_535),
  DATABASE_URL: postgresUrl(),
  DATA_DIRECTORY: text('data'),
  MEDIA_ROOTS: folders(['data/media']),
  CLIPS_DIRECTORY: text('data/clips'),
  CLIP_PRE_ROLL_SECONDS: integer(5, 0, 300),
  CLIP_POST_ROLL_SECONDS: integer(5, 0, 300),
  CLIP_GENERATION_ENABLED: boolean(true),
  CLIP_GENERATE_WAIT_SECONDS: integer(10, 0, 3600),
  CLIP_TIMEOUT_SECONDS: integer(600, 1, 86_400),
  CLIP_CONCURRENCY: integer(Math.max(1, Math.floor(availableParallelism() / 2)), 1, 1024),
  CLIP_CUT: oneOf(['smart', 'keyframe', 'transcode'], 'smart'),
  CLIP_VIDEO_CODEC: oneOf(['h264', 'original'], 'h264'),
  CLIP_AUTO_GENERATE: boolean(false),
  CLIP_FOOTAGE_GRACE_SECONDS: integer(120, 0, 86_400),
  CLIP_QUEUE_LIMIT: integer(1000, 1, 1_000_000),
  CLIP_STARTS_PER_MINUTE: integer(600, 0, 1_000_000),
  CLIP_GAPS: oneOf(['skip', 'fail'], 'skip'),
  CLIP_GIF_MAX_SECONDS: integer(60, 1, 3600),
  INTERVAL_CLIPS_MAX_BYTES: integer(5_000_000_000, 0, Number.MAX_SAFE_INTEGER),
  INTERVAL_CLIPS_TTL_HOURS: integer(24, 1, 8760),
  RENDITION_NOTIFY_MAX_BYTES: integer(5_000_000, 100_000, 1_000_000_000),
  RENDITIONS_IN_ADVANCE: list(oneOf(RENDITIONS, 'notify').parse),
  EXPORT_RETENTION_DAYS: integer(7, 0, 36_500),
  AUDIT: boolean(true),
  AUDIT_ADDRESSES: boolean(false),
  AUDIT_RETENTION_DAYS: integer(365, 0, 36_500),
  ROLE: oneOf(['all', 'api', 'worker'], 'all'),
  WEBHOOK_URL: list(parseReceiver),
  WEBHOOK_SECRET: text(null),
  PUBLIC_URL: publicUrl(),
  RETENTION_DAYS: integer(30, 0, 36_500),
  CLEANUP_CRON: cron('0 3 * * *'),
  CLEANUP_TIMEZONE: timeZone('UTC'),
  CLEANUP_MAX_FRACTION: fraction(0.5),
  CLIPS_MAX_BYTES: byteLimit(),
  CLIPS_MIN_FREE_BYTES: byteLimit(),
  CAMERA_TIMEZONE: timeZone('UTC'),
  CAMERA_FILE_PATTERN: pathPattern(),
  MAX_FUTURE_SECONDS: integer(86_400, 0, 3_153_600_000),
  API_KEYS: list(parseApiKey),
  API_KEYS_FILE: text(null),
  AUTH: oneOf(['keys', 'none'], 'keys'),
  MEDIA_URL_TTL_SECONDS: integer(3600, 1, 31_536_000),
  MEDIA_ACCEL_REDIRECT: addressPath(),
  CORS_ORIGINS: list(parseOrigin),
  RATE_LIMIT_PER_MINUTE: integer(0, 0, 1_000_000),
  TRUSTED_PROXIES: list(parseTrustedProxy),
  FFMPEG_PATH: text('ffmpeg'),
  FFPROBE_PATH: text('ffprobe'),
  FFMPEG_MAX_MEMORY_BYTES: integer(4 * 2 ** 30, 64 * 2 ** 20, Number.MAX_SAFE_INTEGER),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
  MIGRATIONS_RUN: boolean(true),
  WEB_ENABLED: boolean(true),
} as const satisfies Record<string, Setting<unknown>>;

export type Settings = {
  readonly [Name in keyof typeof settings]: (typeof settings)[Name] extends Setting<infer T>
    ? T
    : never;
};

/** Thrown at start, with one sentence for each wrong setting. */
export class SettingsError extends OperatorError {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

/** Reads the settings; an empty value means unset. Throws `SettingsError` that names every wrong one. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const problems: string[] = [];
  const entries = Object.entries<Setting<unknown>>(settings).map(([name, setting]) => {
    const value = environment[name]?.trim() ?? '';
    try {
      return [name, value === '' ? setting.fallback : setting.parse(value)];
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(`${name} must be ${error.message}.`);
      return [name, undefined];
    }
  });
  if (problems.length > 0) throw new SettingsError(problems);
  const read = Object.fromEntries(entries) as Settings;
  if (read.WEBHOOK_URL.length > 0 && read.PUBLIC_URL === null) {
    throw new SettingsError([
      'PUBLIC_URL must be set if WEBHOOK_URL is set: the messages link to the clips.',
    ]);
  }
  if (isOpenToAll(read)) {
    throw new SettingsError([
      `HOST must be 127.0.0.1 while no API keys are set: "${read.HOST}" would let everybody in. Set API_KEYS or API_KEYS_FILE, or AUTH=none to let everybody in.`,
    ]);
  }
  return read;
}

/** Whether the environment leaves a setting to its default. A list that is set is another one, even an equal one. */
export function hasDefault(read: Settings, name: keyof Settings): boolean {
  return read[name] === settings[name].fallback;
}

/** Without keys, only those on the same machine may call. */
function isOpenToAll({ HOST, AUTH, API_KEYS, API_KEYS_FILE }: Settings): boolean {
  const loopback = /^(127(\.\d{1,3}){3}|localhost|::1)$/.test(HOST);
  return !loopback && AUTH === 'keys' && API_KEYS.length === 0 && API_KEYS_FILE === null;
}
