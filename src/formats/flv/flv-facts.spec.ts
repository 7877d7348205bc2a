import { describe, expect, it } from '@jest/globals';
import { buildAvcc } from '../h264/avcc.js';
import { strictReader } from '../testing/strict-reader.js';
import {
  aac,
  aacConfiguration,
  flvFile,
  flvTag,
  picture,
  pictureConfiguration,
} from '../testing/write-flv.js';
import { Unusual } from '../unusual.js';
import { flvFacts } from './flv-facts.js';

const SPS = Buffer.from('6764000cacd941419f9f0110000003001000000301e0f1429960', 'hex');
const AVCC = pictureConfiguration(buildAvcc([SPS], [Buffer.from('68ef8fcb', 'hex')]));
const metadata = (more = '') => flvTag(18, 0, Buffer.from(`\x02\0\x0aonMetaData${more}`, 'latin1'));

/** Ten pictures a second. */
const pictures = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => picture((from + i) * 100, (from + i) % 50 === 0));

const facts = (...tags: Buffer[]) => flvFacts(strictReader(flvFile(...tags)));

describe('flvFacts', () => {
  it('gives the facts of picture and sound', async () => {
    const file = [metadata(), aacConfiguration(), aac(4990), AVCC, ...pictures(50, 100)];
    expect(await facts(...file)).toEqual({
      demuxer: 'flv',
      sizeBytes: flvFile(...file).length,
      startTimeSeconds: 4.99,
      creationTime: null,
      video: {
        ...{ index: 1, codec: 'h264', pixelFormat: 'yuv420p', width: 320, height: 180 },
        ...{ rotation: 0, fieldOrder: 'progressive', timeBase: '1/1000' },
        ...{ frameRate: expect.closeTo(10, 6), startTimeSeconds: 5 },
        endTimeSeconds: expect.closeTo(15, 6),
      },
      audio: { index: 0, codec: 'aac' },
    });
  });

  it('ends with the last picture that is shown, not with sound or the last one decoded', async () => {
    const last = [picture(10_000, false, '65', 300), picture(10_100, false, '65', 0)];
    const sound = [aacConfiguration(), aac(0), aac(60_000)];
    const { video } = await facts(AVCC, ...pictures(0, 100), ...last, ...sound);
    expect(video!.endTimeSeconds).toBeCloseTo(10.4, 6);
  });

  it('has no sound where the file announces none', async () => {
    const file = flvFile(AVCC, ...pictures(0, 100));
    await expect(flvFacts(strictReader(file))).rejects.toThrow();
    file.writeUInt8(1, 4);
    expect((await flvFacts(strictReader(file))).audio).toBeNull();
  });

  const SOUND = [aacConfiguration(), aac(0)];
  it.each<[string, Buffer[]]>([
    ['other data', [flvTag(18, 0, Buffer.from('\x02\0\x0aonTextData')), AVCC, ...SOUND, ...pictures(0, 100)]], // prettier-ignore
    ['a time of creation', [metadata('\0\x0dcreation_time'), AVCC, ...SOUND, ...pictures(0, 100)]],
    ['a beginning without a keyframe', [AVCC, ...SOUND, ...pictures(1, 100)]],
    ['no configuration', [...SOUND, ...pictures(0, 100)]],
    ['a configuration of no sense', [pictureConfiguration(Buffer.alloc(8)), ...SOUND, ...pictures(0, 100)]], // prettier-ignore
    ['a clock that starts again', [AVCC, ...SOUND, ...pictures(50, 100), ...pictures(0, 40)]],
    ['one picture', [AVCC, ...SOUND, ...pictures(0, 1)]],
    ['a wrong length at the end', [AVCC, ...SOUND, ...pictures(0, 100), flvTag(9, 9900, Buffer.alloc(0), 14)]], // prettier-ignore
    ['a length that leads before the file', [AVCC, ...SOUND, ...pictures(0, 100), flvTag(9, 9900, Buffer.alloc(0), 1e9)]], // prettier-ignore
    ['much before the pictures', [AVCC, ...Array<Buffer>(600).fill(aac(0)), ...pictures(0, 100)]],
  ])('leaves %s to ffprobe', async (_, tags) => {
    await expect(facts(...tags)).rejects.toThrow(Unusual);
  });
});
