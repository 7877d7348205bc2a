import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import request from 'supertest';
import { WebModule } from '../../src/web/web.module.js';

@Controller('api/thing')
class Thing {
  @Get()
  get() {
    return 'thing';
  }
}

@Module({ controllers: [Thing] })
class Rest {}

describe('The module for the page', () => {
  let folder: string;
  let app: INestApplication<Server>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'event-clips-page-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>page</title>');
    await writeFile(join(folder, 'assets/index-1a2b.js'), 'script()');
    await writeFile(join(folder, 'assets/index-1a2b.js.br'), brotliCompressSync('script()'));
    app = await start(folder);
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  it('serves the page at the root, with revalidation each time', async () => {
    const { status, headers, text } = await get('/');
    expect([status, text]).toEqual([200, '<!doctype html><title>page</title>']);
    expect(headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
  });

  it('sends its own policy with every answer', async () => {
    const { headers } = await get('/');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    const again = await get('/', {
      'If-None-Match': headers['etag'] ?? '*',
      'If-Modified-Since': headers['last-modified']!,
    });
    expect(again.status).toBe(200);
    expect(again.headers['content-security-policy']).toBe(headers['content-security-policy']);
  });

  it('allows only its own scripts and styles', async () => {
    const policy = (await get('/')).headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/unsafe|data:|\*/);
  });

  it('serves files with a hash in their name for ever, compressed if the client accepts it', async () => {
    const { headers, text } = await get('/assets/index-1a2b.js', { 'Accept-Encoding': 'br' });
    expect(text).toBe('script()');
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      vary: 'Accept-Encoding',
    });
    const plain = await get('/assets/index-1a2b.js', { 'Accept-Encoding': 'identity' });
    expect([plain.text, plain.headers['content-encoding']]).toEqual(['script()', undefined]);
  });

  it.each(['/assets/none.js', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json'])(
    'leaves %s to the other routes',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it('answers only GET and HEAD', async () => {
    expect((await request(app.getHttpServer()).post('/')).status).toBe(404);
    expect((await request(app.getHttpServer()).head('/')).status).toBe(200);
  });

  it('does not hide other routes', async () => {
    expect((await get('/api/thing')).text).toBe('thing');
  });

  it('serves nothing if the page is not built, and the rest works', async () => {
    const bare = await start(join(folder, 'nothing'));
    const server = bare.getHttpServer();
    expect((await request(server).get('/')).status).toBe(404);
    expect((await request(server).get('/api/thing')).text).toBe('thing');
    await bare.close();
  });

  function get(path: string, headers: Record<string, string> = {}) {
    return request(app.getHttpServer()).get(path).set(headers);
  }
});

async function start(directory: string): Promise<INestApplication<Server>> {
  const module = { module: Rest, imports: [WebModule.forRoot(directory)] };
  const app = await NestFactory.create<INestApplication<Server>>(module, { logger: false });
  await app.listen(0, '127.0.0.1');
  return app;
}
