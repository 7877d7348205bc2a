import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { readSettings, settings } from '../src/config/settings.js';

const ROOT = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const isSetting = (name: string) => Object.hasOwn(settings, name);

interface ComposeService {
  build?: string;
  environment?: Record<string, string>;
  depends_on?: Record<string, object>;
  volumes?: string[];
  read_only?: string;
  cap_drop?: string[];
  deploy?: { replicas: string };
}
interface Compose {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

/** Replaces variables as `docker compose` does, in an environment with only `given`. */
function interpolate(text: string, given: Record<string, string>): string {
  return text.replace(
    /\$\{(\w+)(?::-([^}]*))?\}/g,
    (_: string, name: string, fallback: string | undefined) => given[name] ?? fallback ?? '',
  );
}

const KEY = 'nvr:read+write:0123456789abcdef0123';
// Compose treats every value as text.
const compose = parse(interpolate(read('docker-compose.yml'), { API_KEYS: KEY }), {
  merge: true,
  schema: 'failsafe',
}) as Compose;
const dockerfile = read('Dockerfile').replaceAll(/\\\n\s*/g, ' ');
const nginx = read('deploy/nginx.conf');
const unit = read('deploy/event-clips.service');

/** What the image sets. */
const image = Object.fromEntries(
  [...dockerfile.matchAll(/^ENV (.+)$/gm)]
    .flatMap(([, pairs = '']) => pairs.trim().split(/\s+/))
    .map((pair) => pair.split('=') as [string, string]),
);
const ours = Object.entries(compose.services).filter(([, service]) => service.build === '.');

describe('docker-compose.yml', () => {
  it('has all the parts that it refers to', () => {
    expect(ours.map(([name]) => name)).toEqual(['api', 'worker']);
    expect(compose.services['worker']?.deploy?.replicas).toBe('2');
    for (const { depends_on = {}, volumes = [] } of Object.values(compose.services)) {
      for (const name of Object.keys(depends_on)) expect(compose.services).toHaveProperty(name);
      for (const source of volumes.map((volume) => volume.split(':')[0] ?? '')) {
        if (/^[\w-]+$/.test(source)) expect(compose.volumes).toHaveProperty(source);
        else if (source.startsWith('./deploy')) expect(existsSync(join(ROOT, source))).toBe(true);
      }
    }
  });

  it.each(ours)('gives %s valid settings', (_, { environment = {} }) => {
    const { NODE_ENV, ...own } = image;
    expect(NODE_ENV).toBe('production');
    const names = Object.keys({ ...own, ...environment });
    expect(names.filter((name) => !isSetting(name))).toEqual([]);
    const { DATABASE_URL } = readSettings({ ...own, ...environment });
    // Its host is the name of the service, with the account of PostgreSQL.
    const { hostname, username, password, pathname } = new URL(DATABASE_URL ?? '');
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } =
      compose.services[hostname]?.environment ?? {};
    expect([username, password, pathname]).toEqual([
      POSTGRES_USER,
      POSTGRES_PASSWORD,
      `/${POSTGRES_DB}`,
    ]);
  });

  it.each(ours)('starts %s with keys only, and with few rights', (_, service) => {
    const { API_KEYS, ...keyless } = { ...image, ...service.environment };
    expect(API_KEYS).toBe(KEY);
    expect(() => readSettings(keyless)).toThrow('API_KEYS');
    expect(service).toMatchObject({ read_only: 'true', cap_drop: ['ALL'] });
  });

  it('lets nginx send the files for the api', () => {
    const prefix = compose.services['api']?.environment?.['MEDIA_ACCEL_REDIRECT'];
    const [, location, alias] =
      /location (\S+)\/ \{\s+internal;\s+alias (\S+)\/;/.exec(nginx) ?? [];
    expect([location, alias]).toEqual([prefix, image['CLIPS_DIRECTORY']]);
    expect(compose.services['nginx']?.volumes).toContain(`clips:${alias}:ro`);
    expect(nginx).toContain(`proxy_pass http://api:${image['PORT']};`);
  });
});

describe('The Dockerfile', () => {
  it('copies existing files, and runs the built program without root', () => {
    const built = ['dist', 'node_modules', 'web/dist/page'];
    for (const [, from = '', source = ''] of dockerfile.matchAll(/^COPY (--from=build )?(\S+)/gm)) {
      const path = source.replace('/app/', '');
      expect(built.includes(path) || existsSync(join(ROOT, path)) || from === '').toBe(true);
    }
    expect(dockerfile).toMatch(/^USER node$/m);
    const commands = [...dockerfile.matchAll(/dist\/(\w+)\.js/g)].map(([, name]) => name);
    for (const name of commands) expect(existsSync(join(ROOT, `src/${name}.ts`))).toBe(true);
    expect(commands).toContain('main');
  });

  it('copies only what the build needs', () => {
    const ignored = read('.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '.env', 'data', 'node_modules']));
  });
});

describe('deploy/event-clips.service', () => {
  it('has valid settings', () => {
    const names = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name);
    expect(names.filter((name) => name !== 'NODE_ENV' && !isSetting(name))).toEqual([]);
    const named = [...unit.matchAll(/\b([A-Z]+_[A-Z_]+)=…?/g)].map(([, name = '']) => name);
    const own = named.filter((name) => name !== 'NODE_ENV');
    expect(own.filter((name) => !isSetting(name))).toEqual([]);
    expect(unit).toContain('dist/main.js');
  });

  it('is a valid unit for systemd', async () => {
    const verify = ['verify', '--man=no', join(ROOT, 'deploy/event-clips.service')];
    const said = await promisify(execFile)('systemd-analyze', verify).then(
      ({ stderr }) => stderr,
      (error: NodeJS.ErrnoException & { stderr?: string }) =>
        error.code === 'ENOENT' ? '' : (error.stderr ?? ''),
    );
    // Without the program or /usr/bin/node on this machine, other lines say nothing about the unit.
    expect(said.split('\n').filter((line) => /Unknown|Failed to parse|Invalid/.test(line))).toEqual(
      [],
    );
  });
});
