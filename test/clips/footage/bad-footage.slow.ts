import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmod,
  copyFile,
  mkdir,
  readFile,
  rm,
  stat,
  statfs,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { ended, Workshop } from '../../support/processes.js';
import { damage } from '../../support/damage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import { createHome, type Home } from '../../support/home.js';
import { isRoot } from '../../support/ordinary-user.js';
import { type Service, startService } from '../../support/service.js';

const STARTED = Date.parse('2026-01-03T10:00:00Z');
const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();
const WINDOW = { start_offset_seconds: 1, end_offset_seconds: 4 };
/** Makes FFmpeg read the source itself instead of packets from the service. */
const ENCODED = { ...WINDOW, cut: 'transcode' };
/** Longer than three attempts that each take until the deadline. */
const PATIENT = { prefer: 'wait=120' };

const mounted = isRoot && canMount();
if (!mounted) console.warn('No small disk can be mounted, so full disks are not tested.');

let home: Home;
let workshop: Workshop;
/** Its clips are on a small disk, if one can be mounted. Its FFmpeg misbehaves by the name of the footage. */
let service: Service;

beforeAll(async () => {
  home = await createHome();
  workshop = await Workshop.open();
  await mkdir(home.clips(''));
  if (mounted) {
    // Slightly more than the service needs to be ready.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=72m', 'tmpfs', home.clips('')]);
  }
  // Its behaviour depends on the name of the footage that it reads.
  const ffmpeg = await workshop.script(
    'ffmpeg',
    `case "$*" in
      *halfway*) ffmpeg "$@"; exit 1 ;;
      *fails*) echo "secret /etc/passwd: Invalid data" >&2; exit 1 ;;
      *crashes*) kill -SEGV $$ ;;
      *killed*) kill -KILL $$ ;;
      *lies*) exit 0 ;;
      *hangs*) trap '' TERM; sleep 300 & echo $! >> hung; wait ;;
      *) exec ffmpeg "$@" ;;
    esac`,
  );
  service = await startService(home, {
    FFMPEG_PATH: ffmpeg,
    CLIP_TIMEOUT_SECONDS: '15',
    CLIP_CONCURRENCY: '2',
  });
});

afterAll(async () => {
  try {
    await expectHealthy();
  } finally {
    await service?.stop();
    if (mounted) execFileSync('umount', ['--lazy', home.clips('')]);
    await workshop.close();
    await home.remove();
  }
});

/** An event with a video at this path, which need not exist. */
const eventOf = (path: string, on: Service = service) =>
  on.event({ started_at: at(0), video: { file_path: path, started_at: at(0) } });

/** Checks that the call fails with this code, and a message that reveals nothing of the server. */
async function expectFailure(id: number, code: string, body: object = WINDOW) {
  const answer = await service.generate(id, body, PATIENT);
  expect(answer).toMatchObject({
    status: 200,
    body: { event_id: id, status: 'failed', clip_url: null, generated_at: null, error_code: code },
  });
  const { message } = answer.body;
  expect(message).not.toMatch(/\/|ffmpeg version|Error:|secret/);
  expect(await service.info(id)).toMatchObject({ status: 'failed', error_code: code, message });
  await home.settled(id);
  return message;
}

/** Makes a clip, runs `spoil`, and checks that making it again with force fails and the old clip is served. */
async function expectOldClipKept(
  spoil: (path: string) => Promise<void>,
  code: string,
  body: object = WINDOW,
  name = code,
) {
  const path = await home.video(`kept-${name}.mp4`);
  const id = await eventOf(path);
  expect(await service.generate(id, WINDOW, PATIENT)).toMatchObject({ status: 201 });
  const before = await service.info(id);
  const bytes = await service.download(before.clip_url ?? '');

  await spoil(path);
  const message = await expectFailure(id, code, { ...body, force: true });
  const { clip_url, sha256, generated_at } = before;
  expect(await service.info(id)).toMatchObject({
    clip_available: true,
    status: 'failed',
    message,
    clip_url,
    sha256,
    generated_at,
  });
  expect(await service.download(clip_url ?? '')).toEqual(bytes);
}

/** Checks that the tests left nothing behind, and that the next clip is made. */
async function expectHealthy() {
  await home.settled();
  expect((await service.call('GET', '/health/ready')).status).toBe(200);
  const id = await eventOf(await home.video('healthy.mp4'));
  expect(await service.generate(id, WINDOW, PATIENT)).toMatchObject({ status: 201 });
}

describe('Footage that cannot be used', () => {
  const text = 'This is no video, whatever its name says.\n'.repeat(1000);
  const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n`;

  it.each<[string, string, RegExp, (path: string) => Promise<unknown> | void]>([
    ['is missing', 'VIDEO_NOT_FOUND', /no such file/, () => undefined],
    ['is a folder', 'UNREADABLE_SOURCE', /regular file/, (path) => mkdir(path)],
    ['is empty', 'UNREADABLE_SOURCE', /^is empty\.mp4 is empty\./, (path) => writeFile(path, '')],
    [
      'is text',
      'UNREADABLE_SOURCE',
      /^is text\.mp4 is text, not video\./,
      (path) => writeFile(path, text),
    ],
    [
      'is HTML',
      'UNREADABLE_SOURCE',
      /^is HTML\.mp4 is HTML, not video\./,
      (path) => writeFile(path, '<!DOCTYPE html><title>Log in</title>'),
    ],
    [
      'has lines\nin its name',
      'UNREADABLE_SOURCE',
      /^has lines\\u\{a\}in its name\.mp4 is text/,
      (path) => writeFile(path, text),
    ],
    [
      'is a playlist',
      'UNREADABLE_SOURCE',
      /^is a playlist\.mp4 is a playlist/,
      (path) => writeFile(path, playlist),
    ],
    [
      'is a pipe',
      'UNREADABLE_SOURCE',
      /regular file/,
      (path) => void execFileSync('mkfifo', [path]),
    ],
    ['is a device', 'UNREADABLE_SOURCE', /outside/, (path) => symlink('/dev/zero', path)],
    [
      'leads outside by a link',
      'UNREADABLE_SOURCE',
      /outside/,
      (path) => symlink('/etc/passwd', path),
    ],
    [
      'is cut off before its index',
      'UNREADABLE_SOURCE',
      /^cut off\.mp4 is an MP4 whose index \(moov\) is missing/,
      async (path) => {
        await home.video('cut off.mp4');
        await truncate(home.media('cut off.mp4'), 20_000);
        await symlink('cut off.mp4', path);
      },
    ],
    [
      'has no picture',
      'UNREADABLE_SOURCE',
      /^has no picture\.mp4 holds sound, but no video track\./,
      (path) => runFfmpeg(['-f', 'lavfi', '-i', 'sine=d=5', '-c:a', 'aac', '-f', 'mp4', path]),
    ],
  ])('fails the clip if it %s', async (name, code, message, make) => {
    const path = home.media(`${name}.mp4`);
    const id = await eventOf(path);
    await make(path);
    expect(await expectFailure(id, code)).toMatch(message);
  });

  const withoutRights = isRoot ? it.skip : it;
  withoutRights('fails the clip if it may not be read', async () => {
    const path = await home.video('private.mp4');
    await chmod(path, 0);
    await expectFailure(await eventOf(path), 'UNREADABLE_SOURCE');
  });

  it.each<[string, (path: string) => Promise<unknown> | void]>([
    ['a folder', (path) => mkdir(path)],
    ['a pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a device', (path) => symlink('/dev/zero', path)],
    ['a link that leads outside', (path) => symlink('/etc/passwd', path)],
    ['a link to what may come outside', (path) => symlink('/etc/nothing-there', path)],
  ])('is refused at once if it is %s', async (name, make) => {
    const path = home.media(`${name} at once`);
    await make(path);
    const video = { file_path: path, started_at: at(0) };
    const event = { camera_id: 'front', started_at: at(0), video };
    const { status, body } = await service.call('POST', '/api/events', event);
    expect([status, body.code]).toEqual([400, 'PATH_NOT_ALLOWED']);
    expect(body.message).not.toContain(home.media(''));
  });

  it.each(['relative.mp4', '/etc/passwd', '/proc/self/environ', '..', 'http://localhost/a.mp4'])(
    'is refused at once if its path is %s',
    async (path) => {
      const event = { camera_id: 'front', started_at: at(0), video: { file_path: path } };
      const { status, body } = await service.call('POST', '/api/events', event);
      expect([status, body.code]).toEqual([400, 'PATH_NOT_ALLOWED']);
    },
  );

  it('is shown as far as it can be read if a recording ends in the middle', async () => {
    const path = await home.video('broken.ts', { container: 'ts', seconds: 8 });
    await truncate(path, 120_000);
    const id = await eventOf(path);
    const window = { start_offset_seconds: 1, end_offset_seconds: 8 };
    const answer = await service.generate(id, window, PATIENT);
    expect(answer).toMatchObject({ status: 201, body: { status: 'completed' } });
    const { ends_at, gaps, frames } = await service.info(id);
    expect(gaps).toEqual([{ starts_at: ends_at, ends_at: at(8) }]);
    expect(frames).toBeGreaterThan(15);
    expect(frames).toBeLessThan(7 * 15);
  });

  it('leaves the old clip in place', async () => {
    await expectOldClipKept((path) => damage(path).then(() => undefined), 'UNREADABLE_SOURCE');
  });

  it('leaves the old clip in place if it was replaced', async () => {
    await expectOldClipKept((path) => writeFile(path, text), 'VIDEO_NOT_FOUND', WINDOW, 'replaced');
  });

  it('leaves the old clip in place even if it is gone', async () => {
    await expectOldClipKept((path) => unlink(path), 'VIDEO_NOT_FOUND', WINDOW, 'gone');
  });
});

describe('A disk that fills', () => {
  const onSmallDisk = mounted ? it : it.skip;

  /** Leaves too little space for any clip. */
  async function fill(): Promise<void> {
    const { bavail, bsize } = await statfs(home.clips(''));
    await writeFile(home.clips('filler'), Buffer.alloc(bavail * bsize - 24_576));
  }

  onSmallDisk.each(['smart', 'transcode'])('fails the clip (%s)', async (cut) => {
    try {
      await expectOldClipKept(fill, 'NO_SPACE', { ...WINDOW, cut });
      expect((await service.call('GET', '/health/ready')).status).toBe(503);
    } finally {
      await rm(home.clips('filler'), { force: true });
    }
  });
});

describe('FFmpeg', () => {
  let hanging: Promise<void>;

  /** Starts early, since it takes long, and other tests run meanwhile. */
  beforeAll(async () => {
    const id = await eventOf(await home.video('ffmpeg hangs.mp4'));
    hanging = expectFailure(id, 'TIMED_OUT', ENCODED).then(() => undefined);
    hanging.catch(() => undefined);
  });

  it.each([
    ['fails', 'FFMPEG_FAILED', /The log has the details/],
    ['fails halfway', 'FFMPEG_FAILED', /The log has the details/],
    ['crashes', 'FFMPEG_FAILED', /crashed on this footage/],
    ['is killed', 'PROCESS_KILLED', /memory ran out/],
    // It reads no picture, which is a valid result.
    ['lies', 'UNREADABLE_SOURCE', /^No picture of ffmpeg lies\.mp4 could be read/],
  ])('that %s makes the clip fail', async (name, code, message) => {
    const id = await eventOf(await home.video(`ffmpeg ${name}.mp4`));
    expect(await expectFailure(id, code, ENCODED)).toMatch(message);
  });

  it('that fails leaves the old clip in place', async () => {
    const failing = home.media('ffmpeg fails again.mp4');
    const lead = async (path: string) => {
      const { atime, mtime } = await stat(path);
      await copyFile(path, failing);
      await utimes(failing, atime, mtime);
      await unlink(path);
      await symlink(failing, path);
    };
    await expectOldClipKept(lead, 'FFMPEG_FAILED', ENCODED);
  });

  it('that hangs is killed at the deadline, tried again, and then the clip fails', async () => {
    // Before another service, whose FFmpeg works, could take the job.
    await hanging;
    const hung = (await readFile(workshop.path('hung'), 'utf8')).trim().split('\n').map(Number);
    expect(hung).toHaveLength(3);
    await ended(hung);
  });

  it('that is missing is reported before anything is tried', async () => {
    const other = await startService(home, { FFMPEG_PATH: workshop.path('none'), ROLE: 'api' });
    try {
      const id = await eventOf(await home.video('without.mp4'), other);
      const answer = await other.generate(id, WINDOW);
      expect(answer).toMatchObject({ status: 503, body: { code: 'FFMPEG_NOT_FOUND' } });
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(answer.body.message).not.toContain(workshop.folder);
      expect((await other.info(id)).status).toBe('none');
      // It makes no clips, and serves those of other nodes.
      expect(await other.call('GET', '/health/ready')).toMatchObject({
        status: 200,
        body: { status: 'degraded' },
      });
      expect((await other.call('GET', '/health/live')).status).toBe(200);
    } finally {
      await other.stop();
    }
  });

  it('that answers slowly is not reported as missing', async () => {
    const slow = 'case " $* " in *" -version "*) sleep 12 ;; esac; exec ffmpeg "$@"';
    const other = await startService(home, { FFMPEG_PATH: await workshop.script('slow', slow) });
    try {
      const id = await eventOf(await home.video('slow.mp4'), other);
      const answer = await other.generate(id, WINDOW, PATIENT);
      expect(answer).toMatchObject({ status: 201 });
    } finally {
      await other.stop();
    }
  });
});

function canMount(): boolean {
  try {
    const folder = '/mnt';
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
}
