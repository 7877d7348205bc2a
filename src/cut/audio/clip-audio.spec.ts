import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenSource } from '../source/open-source.js';
import type { AudioStream } from '../source/audio-stream.js';
import {
  AAC_DESCRIPTION,
  adtsFrame,
  PACKET_SECONDS as PACKET,
  packetsAt,
  soundStream,
} from '../testing/sound.js';
import { type ClipAudio, copiedAudio, encodedAudio, planAudio } from './clip-audio.js';

/** A source whose sound lies at these times; without times it has none. */
function source(times: readonly number[], sampleRate = 48_000): OpenSource {
  const answer = (value: unknown) => () => Promise.resolve(value);
  const track = {
    getDecoderConfig: answer({ codec: 'mp4a.40.2' }),
    getCodec: answer('aac'),
    getSampleRate: answer(sampleRate),
    getNumberOfChannels: answer(2),
  };
  const audio = { track, packets: packetsAt(times), reopen: null };
  return { audio: times.length > 0 ? audio : null } as unknown as OpenSource;
}

const times = (count: number, begins = 0) =>
  Array.from({ length: count }, (_, i) => begins + i * PACKET);
const run = (shiftSeconds: number, fromSeconds: number, toSeconds: number) => ({
  ...{ shiftSeconds, fromSeconds, toSeconds },
});

describe('planAudio', () => {
  it('copies packets of the part that a clip shows', async () => {
    // The clip shows 10 packets, from packet 20 of the file on.
    const part = { ...run(-20 * PACKET, 0, 10 * PACKET), source: source(times(100)) };
    const plan = await planAudio([part]);
    expect(plan?.runs).toEqual([{ first: 0, count: 10, packetSeconds: PACKET }]);
    expect(plan?.streams).toMatchObject([{ codec: 'aac', sampleRate: 48_000 }]);
  });

  it('continues with the packets of the next part', async () => {
    const first = { ...run(-20 * PACKET, 0, 10 * PACKET), source: source(times(100)) };
    const second = { ...run(5 * PACKET, 10 * PACKET, 15 * PACKET), source: source(times(100)) };
    expect((await planAudio([first, second]))?.runs).toEqual([
      { first: 0, count: 10, packetSeconds: PACKET },
      { first: 0, count: 5, packetSeconds: PACKET },
    ]);
  });

  it.each<[string, OpenSource]>([
    ['has none', source([])],
    ['cannot be played everywhere', source(times(100), 24_000)],
    ['is not in packets of a known length', source(times(100).map((time) => time * 3))],
  ])('encodes all where the sound of a part %s', async (_, other) => {
    const plan = await planAudio([
      { ...run(0, 0, 10 * PACKET), source: source(times(100)) },
      { ...run(10 * PACKET, 10 * PACKET, 15 * PACKET), source: other },
    ]);
    expect(plan?.runs).toBeNull();
    expect(plan?.streams).toHaveLength(2);
  });

  it('is null where no part has sound', async () => {
    expect(await planAudio([{ ...run(0, 0, 1), source: source([]) }])).toBeNull();
  });
});

/** When samples are heard in packets, how long, and the last byte of each. */
async function samplesOf(audio: ClipAudio) {
  const found: [time: number, duration: number, last: number | undefined][] = [];
  for await (const { time, duration, isKey, data } of audio.samples()) {
    expect(isKey).toBe(true);
    expect(data).toHaveLength(14);
    found.push([Math.round((time / PACKET) * 1e6) / 1e6, duration, data.at(-1)]);
  }
  return found;
}

describe('copiedAudio', () => {
  it('has the planned packets one after the other, without their headers', async () => {
    const audio = await copiedAudio(
      [
        { ...run(-20 * PACKET, 0, 4 * PACKET), source: source([]) },
        { ...run(4 * PACKET, 4 * PACKET, 6 * PACKET), source: source([]) },
      ],
      [soundStream(0, 100), soundStream(0, 100)],
      [
        { first: 1, count: 2, packetSeconds: PACKET },
        { first: 0, count: 1, packetSeconds: PACKET },
      ],
    );
    expect(await samplesOf(audio)).toEqual([
      ...[[0, PACKET, 21], [1, PACKET, 22], [2, PACKET, 0]], // prettier-ignore
    ]);
    expect(audio.maxPackets).toBe(3);
    expect(audio.format).toEqual({
      ...{ codec: 'aac', sampleRate: 48_000, channels: 2, hasHeaders: true },
      description: AAC_DESCRIPTION,
    });
  });

  const only = (stream: Partial<AudioStream>) =>
    copiedAudio(
      [{ ...run(0, 0, 1), source: source([]) }],
      [soundStream(0, 9, stream)],
      [{ first: 0, count: 1, packetSeconds: PACKET }],
    );

  it.each<[string, Partial<AudioStream>, object]>([
    ['MP3', { codec: 'mp3' }, { codec: 'mp3', description: null }],
    [
      'AAC that the container describes',
      { config: { codec: 'mp4a', sampleRate: 44_100, numberOfChannels: 1, description: Uint8Array.of(9) } }, // prettier-ignore
      { codec: 'aac', description: Uint8Array.of(9), sampleRate: 44_100, channels: 1 },
    ],
  ])('has the packets of %s as they are', async (_, stream, format) => {
    const audio = await only(stream);
    expect(audio.format).toMatchObject({ ...format, hasHeaders: false });
    for await (const { data } of audio.samples())
      expect(data).toEqual(new Uint8Array(adtsFrame(0)));
  });

  it('refuses packets of AAC without any description', async () => {
    const { packets } = soundStream(0, 1);
    const first = (await packets.getFirstPacket())!;
    const broken = { ...packets, getFirstPacket: () => Promise.resolve(first.clone({ data: Uint8Array.of(1) })) }; // prettier-ignore
    await expect(only({ packets: broken })).rejects.toMatchObject({
      obstacle: 'audio_codec',
    });
  });
});

describe('encodedAudio', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'event-clips-unit-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function encoded(frames: number, packets: number) {
    const path = join(folder, 'encoded.aac');
    writeFileSync(path, Buffer.concat(Array.from({ length: frames }, (_, i) => adtsFrame(i))));
    return encodedAudio(path, packets * PACKET);
  }

  it('leaves out the first packet, and those after the end of the clip', async () => {
    const audio = await encoded(9, 3.5);
    expect(await samplesOf(audio)).toEqual([0, 1, 2, 3].map((n) => [n, PACKET, n + 1]));
    expect(audio.maxPackets).toBe(5);
    expect(audio.format).toMatchObject({ hasHeaders: true, description: AAC_DESCRIPTION });
  });

  it('ends with the file', async () => {
    expect(await samplesOf(await encoded(3, 9))).toEqual([[0, PACKET, 1], [1, PACKET, 2]]); // prettier-ignore
  });
});
