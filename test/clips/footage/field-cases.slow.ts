import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';
import { smallFfmpeg } from '../../support/small-ffmpeg.js';
import { clipOf, fieldFile, hasFieldFiles, register } from './field/field-clip.js';
import { CUTS, NUMBERED_CASES, NUMBERED_EXTENTS } from './field/numbered-cases.js';
import { expectShown } from './field/numbered-clip.js';
import { REAL_CASES, REAL_EXTENTS } from './field/real-cases.js';
import { expectPictures } from './field/real-clip.js';

const notice = 'The field cases are left out: there is no ../shared/field beside the checkout.';
const describeField = hasFieldFiles ? describe : describe.skip;

describeField(hasFieldFiles ? 'Footage from the field' : notice, () => {
  let home: Home;
  let service: Service;
  let cameras = 0;

  beforeAll(async () => {
    home = await createHome();
    // An event's clip is then the interval of the event.
    service = await startService(home, {
      ...smallFfmpeg,
      CLIP_PRE_ROLL_SECONDS: '0',
      CLIP_POST_ROLL_SECONDS: '0',
    });
  });
  afterAll(async () => {
    await service?.stop();
    await home?.remove();
  });

  const camera = () => `field-${cameras++}`;

  const extents = [
    ...NUMBERED_EXTENTS.map((extent) => ({ ...extent, kind: 'video', tolerance: 0.005 }) as const),
    ...REAL_EXTENTS.map((extent) => ({ ...extent, kind: 'real', tolerance: 0.04 }) as const),
  ];
  for (const { kind, name, seconds, tolerance } of extents) {
    it(`${name} is registered with ${seconds} s`, async () => {
      const files = [{ source: fieldFile(kind, name), name, at: 0 }];
      const [recording] = await register({ home, service }, camera(), files);
      const { started_at, ended_at } = recording!;
      const extent = (Date.parse(ended_at) - Date.parse(started_at)) / 1000;
      expect(Math.abs(extent - seconds)).toBeLessThanOrEqual(tolerance);
    });
  }

  const numbered = NUMBERED_CASES.flatMap((wanted) => CUTS.map((cut) => ({ wanted, cut })));
  for (const { wanted, cut } of numbered) {
    const names = wanted.files.map(({ name }) => name).join(', ');
    const title = `${names} from ${wanted.window.join(' to ')} s makes the right clip (${cut})`;
    it(title, async () => {
      const camera_id = camera();
      const { grows } = wanted;
      const files = wanted.files.map((file) => ({
        ...file,
        source: fieldFile('video', file.name),
        grows,
      }));
      await register({ home, service }, camera_id, files);
      const { info, path } = await clipOf({ home, service }, camera_id, wanted.window, cut);
      await expectShown(path, info, cut, wanted);
    });
  }

  const real = REAL_CASES.flatMap((wanted) => CUTS.map((cut) => ({ wanted, cut })));
  for (const { wanted, cut } of real) {
    const { name, window } = wanted;
    const title = `${name} from ${window.join(' to ')} s makes the right clip (${cut})`;
    it(title, async () => {
      const camera_id = camera();
      const source = fieldFile('real', name);
      await register({ home, service }, camera_id, [{ source, name, at: 0 }]);
      const { info, path } = await clipOf({ home, service }, camera_id, window, cut);
      await expectPictures(source, path, info, wanted);
    });
  }
});
