import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { demuxerNamed } from '../../../src/formats/demuxers.js';
import { footage, type FootageOptions } from '../../support/footage.js';
import { readFacts } from '../../support/read-facts.js';

const factsOf = (content: Buffer, demuxer: string) => readFacts(content, demuxerNamed(demuxer)!);

const FRAGMENTS = ['-movflags', 'frag_keyframe+empty_moov'];
const KINDS: [string, string, FootageOptions][] = [
  ['MP4', 'mov', { extra: ['-movflags', 'faststart'] }],
  ['fragmented MP4', 'mov', { extra: FRAGMENTS }],
  ['Matroska', 'matroska', { container: 'mkv' }],
  ['Matroska that is being written', 'matroska', { container: 'mkv', extra: ['-live', '1'] }],
  ['MPEG-TS', 'mpegts', { container: 'ts' }],
  ['FLV', 'flv', { container: 'flv' }],
];

describe.each(KINDS)('Damaged %s', (_, demuxer, options) => {
  const original = async () =>
    readFile(await footage({ seconds: 2, gopSeconds: 1, audio: 'aac-48k', ...options }));

  it('does no harm with any changed bytes', async () => {
    const whole = await original();
    const early = fc.nat(Math.min(3000, whole.length - 1));
    const anywhere = fc.nat(whole.length - 1);
    const changes = fc.array(fc.tuple(fc.oneof(early, anywhere), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, async (bytes) => {
        const damaged = Buffer.from(whole);
        for (const [at, value] of bytes) damaged[at] = value;
        await factsOf(damaged, demuxer);
      }),
      { seed: 20260103, numRuns: 400 },
    );
  });

  it('does no harm with any piece missing or repeated', async () => {
    const whole = await original();
    const place = fc.nat(whole.length);
    await fc.assert(
      fc.asyncProperty(place, place, place, async (a, b, c) => {
        const damaged = Buffer.concat([whole.subarray(0, a), whole.subarray(b), whole.subarray(c)]);
        await factsOf(damaged, demuxer);
      }),
      { seed: 20260103, numRuns: 200 },
    );
  });

  it('does no harm with any length', async () => {
    const whole = await original();
    const lengths = Array.from({ length: 100 }, (_, i) => Math.round((whole.length * i) / 100));
    for (const length of lengths) await factsOf(whole.subarray(0, length), demuxer);
  });
});

describe('Hostile footage', () => {
  const size = 20 * 1024 * 1024;
  const filled = (pattern: Buffer) => Buffer.alloc(size, pattern);

  it.each<[string, string, Buffer]>([
    ['boxes without end', 'mov', filled(Buffer.from('\0\0\0\x08free', 'latin1'))],
    ['fragments without end', 'mov', filled(Buffer.from('\0\0\0\x08moof', 'latin1'))],
    ['elements without end', 'matroska', filled(Buffer.from('ec80', 'hex'))],
    ['clusters without end', 'matroska', filled(Buffer.from('1f43b675ff', 'hex'))],
    ['packets without end', 'mpegts', filled(packetOf(0x1fff))],
    ['tables without end', 'mpegts', filled(packetOf(0))],
    ['empty tags without end', 'flv', filled(Buffer.from('09' + '00'.repeat(14), 'hex'))],
    ['pictures without end', 'flv', filled(Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0', 'latin1'))],
  ])('is rejected: %s', async (_, demuxer, bytes) => {
    expect(await factsOf(bytes, demuxer)).toBeNull();
  });

  it('costs no more for clusters after a valid beginning', async () => {
    const options = { container: 'mkv', seconds: 2, extra: ['-live', '1'] } as const;
    const whole = await readFile(await footage(options));
    const clusters = filled(Buffer.from('1f43b675ff', 'hex'));
    expect(await factsOf(Buffer.concat([whole, clusters]), 'matroska')).toBeNull();
  });

  it.each<[string, Buffer]>([
    ['words that look like fragments', Buffer.from('moof')],
    ['fragments that lead nowhere', Buffer.from('\0\0\0\x08moof\0\0\0\x08free', 'latin1')],
    ['fragments that are cut short', Buffer.from('\0\xff\xff\xffmoof', 'latin1')],
    ['nothing', Buffer.alloc(1)],
  ])('costs no more for %s after a valid beginning', async (_, pattern) => {
    const whole = await readFile(await footage({ seconds: 2, extra: FRAGMENTS }));
    expect(await factsOf(Buffer.concat([whole, filled(pattern)]), 'mov')).toBeNull();
  });
});

function packetOf(pid: number): Buffer {
  return Buffer.concat([
    Buffer.from([0x47, 0x40 | (pid >> 8), pid & 0xff, 0x10]),
    Buffer.alloc(184),
  ]);
}
