import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually } from '../support/eventually.js';
import { ENCODED, filmed, filmedEvent } from '../support/footage/camera.js';
import { gatedFfmpeg, type GatedFfmpeg } from '../support/gated-ffmpeg.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, spawnProgram, started } from '../support/service.js';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const OPEN_FILES = 512;
/** More than the process may have files. */
const CONNECTIONS = 700;
/** A quarter of the open files, at two for each connection. */
const ALLOWED = 64;

describe('A process with a low limit of open files', () => {
  let home: Home;
  let ffmpeg: GatedFfmpeg;
  let service: Service;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    home = await createHome();
    ffmpeg = await gatedFfmpeg(home.data('ffmpeg'));
    const settings = { ...home.settings, ...ffmpeg.settings, PORT: '0', CLIP_CONCURRENCY: '1' };
    service = await started(
      spawnProgram(
        '/bin/sh',
        ['-c', `ulimit -n ${OPEN_FILES}; exec "$0" "$1"`, process.execPath, MAIN],
        {
          env: { PATH: process.env['PATH'], ...settings },
        },
      ),
    );
  });
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    await ffmpeg?.open();
    await service?.stop();
    await home?.remove();
  });

  it('makes clips while callers open more connections than it may have files', async () => {
    const id = await filmedEvent(service, await filmed(home));
    await ffmpeg.shut();
    const answer = service.generate(id, ENCODED);
    await ffmpeg.started(1);

    const { hostname, port } = new URL(service.origin);
    for (let opened = 0; opened < CONNECTIONS; opened++) {
      const socket = connect(Number(port), hostname).on('error', () => {});
      sockets.push(socket);
      await once(socket, 'connect');
      // The request is never complete.
      socket.write('GET /api/events HTTP/1.1\r\nHost: ');
      socket.resume();
    }
    const open = () => sockets.filter(({ closed }) => !closed).length;
    await eventually(() => open() <= ALLOWED);
    expect(open()).toBeGreaterThan(ALLOWED / 2);

    await ffmpeg.open();
    expect(await answer).toMatchObject({ status: 201 });
    expect(service.log.filter((line) => line.includes('Connections were refused'))).toHaveLength(1);

    sockets.forEach((socket) => socket.destroy());
    await eventually(async () => (await service.call('GET', '/health/ready')).status === 200);
    // The poster is drawn by another FFmpeg.
    await eventually(async () => (await service.info(id)).poster_url !== null);
  });
});
