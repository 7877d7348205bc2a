import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { readFrameNumbers } from '../../support/footage.js';
import { at } from '../../support/footage/camera.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';
import {
  AXIS_UUID,
  isSignature,
  nalsOf,
  ONVIF_UUID,
  PRIVATE_TEXT,
  signedVideo,
} from '../../support/footage/signed-video.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

const FPS = 15;

/** Video with a keyframe every two seconds, each group of pictures signed. */
describe('Signed video', () => {
  let home: Home;
  let service: Service;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, { CLIP_PRE_ROLL_SECONDS: '0', CLIP_POST_ROLL_SECONDS: '0' });
  });
  afterAll(async () => {
    await service?.stop();
    await home.remove();
  });

  async function recording(container: string, uuid: string, apart: boolean): Promise<string> {
    const path = home.media(`signed-${uuid}-${apart}.mp4`);
    await signedVideo(path, { uuid, apart });
    if (container === 'mp4') return path;
    const other = path.replace('.mp4', `.${container}`);
    await runFfmpeg(['-v', 'fatal', '-i', path, '-c', 'copy', '-y', other]);
    return other;
  }

  /** Makes a clip of seconds of the footage, and checks its frames and the answers. */
  async function clipOf(file_path: string, from: number, to: number, cut: string) {
    const id = await service.event({
      ...{ started_at: at(from), ended_at: at(to) },
      video: { file_path, started_at: at(0) },
    });
    const { status, body } = await service.generate(id, { cut });
    expect(status).toBe(201);
    const info = await service.info(id);
    expect(body.signed_video ?? null).toEqual(info.signed_video);
    const path = home.media(`clip-${id}.mp4`);
    await writeFile(path, await service.download(info.clip_url!));
    const numbers = (await readFrameNumbers(path)).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: (to - from) * FPS }, (_, i) => from * FPS + i));
    return { info, nals: await nalsOf(path) };
  }

  const isPrivate = (nal: Buffer) => nal.includes(PRIVATE_TEXT);

  it.each<[string, string, boolean]>([
    [ONVIF_UUID, 'mp4', true],
    [ONVIF_UUID, 'mp4', false],
    [AXIS_UUID, 'mp4', true],
    [ONVIF_UUID, 'mkv', true],
    [ONVIF_UUID, 'ts', true],
  ])(
    'by %s in %s (in packets of their own: %p) is copied with its signatures',
    async (uuid, container, apart) => {
      const path = await recording(container, uuid, apart);
      const { info, nals } = await clipOf(path, 3, 9, 'smart');
      expect(info).toMatchObject({
        method: 'smart',
        signed_video: { present: true, preserved_from: at(4), preserved_to: at(8) },
      });
      expect(nals.some(isPrivate)).toBe(false);

      // The encoded second has a slice for each frame; from 4 s on, all is as it was.
      const copied = nals.slice(FPS);
      const original = (await nalsOf(path)).filter((nal) => !isPrivate(nal));
      const first = original.findIndex((nal) => nal.equals(copied[0]!));
      expect(copied).toEqual(original.slice(first, first + copied.length));
      expect(isSignature(copied[0]!)).toBe(true);
      expect(copied.filter(isSignature)).toHaveLength(3);
      expect(copied).toHaveLength(5 * FPS + 3);
    },
  );

  it.each<[string, number, number, string, [number, number] | null]>([
    ['from a keyframe on', 4, 8, 'smart', [4, 6]],
    ['to the end of its file', 7, 12, 'smart', [8, 12]],
    ['of which all is encoded', 3, 9, 'transcode', null],
    ['without a whole group of pictures', 3, 6, 'smart', null],
  ])('%s is described as what it is', async (_, from, to, cut, preserved) => {
    const path = await recording('mp4', ONVIF_UUID, true);
    const { info, nals } = await clipOf(path, from, to, cut);
    const [preserved_from, preserved_to] = (preserved ?? []).map(at);
    expect(info.signed_video).toEqual(preserved && { present: true, preserved_from, preserved_to });
    const signatures = cut === 'transcode' ? 0 : Math.ceil((to - Math.ceil(from / 2) * 2) / 2);
    expect(nals.filter(isSignature)).toHaveLength(signatures + Number(to === 12));
  });
});
