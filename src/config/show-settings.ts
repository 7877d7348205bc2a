import type { ApiKey } from '../common/api-key.js';
import type { Settings } from './settings.js';

const HIDDEN = '***';

/** The settings as lines of an `.env` file, with `***` in place of secrets. */
export function showSettings(settings: Settings): string[] {
  return Object.entries(settings).map(([name, value]) => {
    const show = SHOWN_BY[name as keyof Settings] ?? plain;
    return `${name}=${value === null ? '' : show(value as never)}`;
  });
}

const SHOWN_BY: { [Name in keyof Settings]?: (value: NonNullable<Settings[Name]>) => string } = {
  DATABASE_URL: withoutPassword,
  MEDIA_ROOTS: (roots) => roots.join(':'),
  API_KEYS: (keys) => keys.map(keyWithoutKey).join(','),
  // Paths and queries of webhooks often contain a secret.
  WEBHOOK_URL: (receivers) => receivers.map(({ origin }) => `${origin}/${HIDDEN}`).join(','),
  WEBHOOK_SECRET: () => HIDDEN,
};

/** Lists are joined by commas. */
function plain(value: string | number | boolean | URL | readonly string[]): string {
  return String(value);
}

function keyWithoutKey({ name, scopes }: ApiKey): string {
  return `${name}:${[...scopes].join('+')}:${HIDDEN}`;
}

/** `pg` accepts a password in the query as well. */
function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = HIDDEN;
  if (url.searchParams.has('password')) url.searchParams.set('password', HIDDEN);
  return url.href;
}
