import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { FootageOptions } from '../support/footage.js';
import { createHome, type Home } from '../support/home.js';
import { type Service, startService } from '../support/service.js';
import { file, framesOf, makeNumbered, numberAt, type NumberedKind } from './numbered-clips.js';
import { numberOnShow, settled, showVideo } from './picture-on-show.js';
import { describeInWebKit, WebKit } from './webkit.js';

/** Without sound WebKitGTK (2.50) stops at the end of a file, but often says never that it has ended: any file. */
const SOUND = { audio: 'aac-48k' } as const;
const CLOSED = { ...SOUND, codec: 'libx265', openGop: false, bFrames: 0 } as const;
const OPEN = { ...CLOSED, openGop: true, bFrames: 2 } as const;
const TEN_BITS = ['-pix_fmt', 'yuv420p10le'];

/** There is a keyframe every two seconds, so a clip from 2.6 s has an encoded head up to 4 s. */
const SEAM = 4;
const withHead = (options: FootageOptions): NumberedKind => ({
  files: [file(options)],
  ...{ from: 2.6, seconds: 3, method: 'smart' },
});

const KINDS: Record<string, [NumberedKind, codecs: RegExp]> = {
  'of HEVC with closed groups': [withHead(CLOSED), /^hvc1\.1\./],
  'of HEVC that begins on a keyframe': [
    { files: [file(CLOSED)], from: 4, seconds: 3, method: 'copy' },
    /^hvc1\.1\./,
  ],
  'of HEVC with open groups, whose CRA picture was made a BLA picture': [
    withHead(OPEN),
    /^hvc1\.1\./,
  ],
  'of HEVC Main 10': [withHead({ ...CLOSED, extra: TEN_BITS }), /^hvc1\.2\./],
  'of HEVC Main 10 with open groups': [withHead({ ...OPEN, extra: TEN_BITS }), /^hvc1\.2\./],
  'of HEVC with the sample entry hev1': [
    withHead({ ...CLOSED, extra: ['-tag:v', 'hev1'] }),
    /^hvc1\.1\./,
  ],
  'of H.264': [withHead({ ...SOUND, bFrames: 2 }), /^avc1\./],
};

/** How many frames on each side of the seam are looked at, which are more than leading pictures reach. */
const AROUND = 6;

describeInWebKit('Playback over the seam', () => {
  let home: Home;
  let service: Service;
  let browser: WebKit;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_VIDEO_CODEC: 'original' });
    browser = await WebKit.open(service.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await home?.remove();
  });

  it.each(Object.entries(KINDS))('shows the right frames of a clip %s', async (name, about) => {
    const [kind, codecs] = about;
    const clip = await makeNumbered(home, service, name, kind);
    expect(clip).toMatchObject({ method: kind.method, codecs: expect.stringMatching(codecs) });
    const type = `video/mp4; codecs="${clip.codecs}"`;
    await browser.run(showVideo, clip.clip_url!);
    expect(await browser.onVideo((video, asked) => video.canPlayType(asked), type)).toBe(
      'probably',
    );

    const frames = framesOf(kind, clip);
    await browser.onVideo(settled);
    expect(await browser.onVideo(numberOnShow)).toBe(frames[0]!.number);

    const seam = frames.findIndex(({ number }) => number === numberAt(SEAM));
    const around = Array.from({ length: 2 * AROUND }, (_, index) => seam - AROUND + index);
    const last = frames.length - 1;
    for (const index of [...around.filter((each) => each >= 0), last, 0]) {
      const { number, startsAt, endsAt } = frames[index]!;
      await browser.onVideo(seek, (startsAt + endsAt) / 2);
      await browser.onVideo(settled);
      expect([index, await browser.onVideo(numberOnShow)]).toEqual([index, number]);
    }

    const { times, endedAt } = await browser.onVideo(playToEnd);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set(times).size).toBeGreaterThan(5);
    expect(endedAt).toBeCloseTo(clip.duration_seconds!, 1);
    expect(await browser.onVideo(numberOnShow)).toBe(frames[last]!.number);
  });
});

/*
 * These functions run in the browser, so each must be self-contained.
 */

function seek(video: HTMLVideoElement, seconds: number): void {
  video.currentTime = seconds;
}

/** The times at which a video was while it played, and where it ended. */
async function playToEnd(
  video: HTMLVideoElement,
): Promise<{ readonly times: number[]; readonly endedAt: number }> {
  const times: number[] = [];
  video.addEventListener('timeupdate', () => times.push(video.currentTime));
  await new Promise((resolve, reject) => {
    video.addEventListener('ended', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
    video.play().catch(reject);
  });
  return { times, endedAt: video.currentTime };
}
