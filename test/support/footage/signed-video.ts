import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { buildAvcc } from '../../../src/formats/h264/avcc.js';
import { box, fullBox, u32, u32s } from '../../../src/formats/isobmff/write-box.js';
import { type Track, fileTypeBox, movieBox, UNTURNED } from '../../../src/formats/isobmff/write-movie.js'; // prettier-ignore
import { videoEntry } from '../../../src/formats/isobmff/write-sample-entry.js';
import { joinLengthPrefixed, splitAnnexB } from '../../../src/formats/nal-units.js';
import { footage } from '../footage.js';
import { runFfmpeg } from './run-ffmpeg.js';

const [SLICE, IDR, SEI, SPS, PPS, DELIMITER] = [1, 5, 6, 7, 8, 9];
const typeOf = (nal: Uint8Array) => nal[0]! & 0x1f;
const isSlice = (nal: Uint8Array) => [SLICE, IDR].includes(typeOf(nal));

const FPS = 15;
const [WIDTH, HEIGHT] = [320, 180];

export const ONVIF_UUID = '005bc93f2d715e95ada4796f90877a6f';
export const AXIS_UUID = Buffer.from('Signed Video...0', 'latin1').toString('hex');
/** What a camera writes about itself beside its signatures. */
export const PRIVATE_TEXT = 'N48-11-GARDEN-GATE';

/** The NAL units of a file in decode order, without parameter sets and delimiters. */
export async function nalsOf(file: string): Promise<Buffer[]> {
  const { out } = await runFfmpeg(['-i', file, '-map', '0:v:0', '-c', 'copy', '-f', 'h264', '-']);
  return splitAnnexB(out)
    .filter((nal) => ![SPS, PPS, DELIMITER].includes(typeOf(nal)))
    .map((nal) => Buffer.from(nal));
}

export const isSignature = (nal: Uint8Array) =>
  typeOf(nal) === SEI && [ONVIF_UUID, AXIS_UUID].some((uuid) => hexOf(nal).includes(uuid));

/**
 * Writes 12 s of H.264 with a keyframe every two seconds, as a camera signs it: a signature of each group of
 * pictures follows it. Private user data precedes each picture.
 *
 * @param apart whether signatures have samples of their own, at the time of the next picture
 */
export async function signedVideo(
  path: string,
  { uuid, apart }: { uuid: string; apart: boolean },
): Promise<void> {
  const plain = await footage({ seconds: 12, fps: FPS, size: `${WIDTH}x${HEIGHT}` });
  const { out } = await runFfmpeg(['-i', plain, '-c', 'copy', '-f', 'h264', '-']);
  const nals = splitAnnexB(out);
  const samples: Sample[] = [];
  let time = 0;
  for (const nal of nals.filter(isSlice)) {
    // One slice for each picture.
    const isKey = typeOf(nal) === IDR;
    const own = [sei('086f3693b7b34f2c96532149 2feee5b8', Buffer.from(PRIVATE_TEXT)), nal];
    const signature = isKey && time > 0 ? [sei(uuid, signed(time))] : [];
    if (apart && signature.length > 0) samples.push({ time, isKey: false, nals: signature });
    samples.push({ time, isKey, nals: apart ? own : [...signature, ...own] });
    time++;
  }
  if (apart) samples.push({ time, isKey: false, nals: [sei(uuid, signed(time))] });
  await writeFile(path, movieOf(samples, nals.find((n) => typeOf(n) === SPS)!, nals.find((n) => typeOf(n) === PPS)!)); // prettier-ignore
}

interface Sample {
  /** In frames. */
  time: number;
  isKey: boolean;
  nals: Uint8Array[];
}

/** Some kilobytes that differ for each group, with zeros that have to be escaped. */
function signed(time: number): Buffer {
  const block = createHash('sha256').update(String(time)).digest();
  return Buffer.concat([Buffer.from([0, 0, 0, 1]), ...Array<Buffer>(60).fill(block), Buffer.alloc(6)]); // prettier-ignore
}

/** A unit with a message of unregistered user data, with emulation prevention. */
function sei(uuid: string, content: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from(uuid.replaceAll(' ', ''), 'hex'), content]);
  const size = [...Array<number>(Math.floor(data.length / 255)).fill(255), data.length % 255];
  const escaped: number[] = [];
  let zeros = 0;
  for (const byte of [5, ...size, ...data, 0x80]) {
    if (zeros >= 2 && byte <= 3) {
      escaped.push(3);
      zeros = 0;
    }
    escaped.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from([SEI, ...escaped]);
}

/** An MP4 in which a sample may last for nothing. */
function movieOf(samples: readonly Sample[], sps: Uint8Array, pps: Uint8Array): Buffer {
  const data = samples.map(({ nals }) => Buffer.from(joinLengthPrefixed(nals)));
  const durations = samples.map(({ time }, i) => (samples[i + 1]?.time ?? time + 1) - time);
  const head = fileTypeBox(['avc1']);
  const build = (offset: number) => {
    const table = {
      duration: durations.reduce((sum, each) => sum + each, 0),
      boxes: () => [
        fullBox('stts', 0, 0, u32(samples.length), u32s(durations.flatMap((each) => [1, each]))),
        fullBox('stss', 0, 0, ...listed(samples.flatMap(({ isKey }, i) => (isKey ? [i + 1] : [])))),
        fullBox('stsz', 0, 0, u32(0, data.length), u32s(data.map(({ length }) => length))),
        fullBox('stsc', 0, 0, u32(1, 1, data.length, 1)),
        fullBox('stco', 0, 0, u32(1, offset)),
      ],
    };
    const entry = videoEntry({
      ...{ width: WIDTH, height: HEIGHT, sampleEntry: 'avc1', configurationBox: 'avcC' },
      ...{ configuration: buildAvcc([sps], [pps]), pixelAspect: { num: 1, den: 1 }, colour: null },
    });
    const track = { kind: 'video', timescale: FPS, entry, matrix: UNTURNED, table } as const;
    return movieBox([{ ...track, width: WIDTH, height: HEIGHT } as unknown as Track]);
  };
  const offset = head.length + build(0).length + 8;
  return Buffer.concat([head, build(offset), box('mdat', ...data)]);
}

const listed = (values: number[]) => [u32(values.length), u32s(values)];
const hexOf = (nal: Uint8Array) => Buffer.from(nal).toString('hex');
