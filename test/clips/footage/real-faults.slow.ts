import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';
import { smallFfmpeg } from '../../support/small-ffmpeg.js';
import { clipOf, register, secondsOf } from './field/field-clip.js';
import { type Cut, CUTS } from './field/numbered-cases.js';
import { expectFaultCase } from './real/expect-fault-case.js';
import { FAULT_CASES } from './real/fault-cases.js';

const [MOST, OTHERS] = [false, true].map((needs) =>
  FAULT_CASES.filter(({ needsSystemFfmpeg = false }) => needsSystemFfmpeg === needs),
);

describe.each([
  { cases: MOST!, program: smallFfmpeg },
  // The small FFmpeg does not decode it.
  { cases: OTHERS!, program: {} },
])('Footage', ({ cases, program }) => {
  let home: Home;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    service = await startService(home, {
      ...program,
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '0',
    });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  for (const wanted of cases) {
    describe(wanted.title, () => {
      let camera_id: string;
      let seconds: number;

      beforeAll(async () => {
        camera_id = `faults-${cameras++}`;
        const source = home.media(`${camera_id}-${wanted.name}`);
        await wanted.make(source);
        const files = [{ source, name: wanted.name, at: 0 }];
        const [recording] = await register({ home, service }, camera_id, files);
        seconds = secondsOf(recording!.ended_at) - secondsOf(recording!.started_at);
      });

      it('lasts as long as its pictures', () => {
        const within = wanted.lastsAbout ? 0.1 : Math.max(0.002, wanted.tick ?? 0);
        expect(Math.abs(seconds - wanted.end)).toBeLessThanOrEqual(within);
      });

      // `keyframe` differs from `smart` at the beginning, and `transcode` is what `smart` does with many of these.
      const windowsBy = (cut: Cut) => wanted.windows.slice(0, cut === 'smart' ? undefined : 1);
      const clips = CUTS.flatMap((cut) => windowsBy(cut).map((window) => ({ cut, window })));
      it.each(clips)('gives the clip of $window ($cut)', async ({ cut, window }) => {
        const { info, path } = await clipOf({ home, service }, camera_id, window, cut);
        await expectFaultCase(path, info, wanted, window);
      });
    });
  }
});
