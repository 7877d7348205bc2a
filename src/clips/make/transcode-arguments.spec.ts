import { describe, expect, it } from '@jest/globals';
import type { AudioFacts, VideoFacts } from '../../formats/media-facts.js';
import { type Transcode, transcodeArguments } from './transcode-arguments.js';

interface Source {
  video?: Partial<VideoFacts>;
  audio?: Partial<AudioFacts> | null;
}

function job({ video = {}, audio = null }: Source = {}): Transcode {
  const facts = {
    demuxer: 'mov',
    startTimeSeconds: 0,
    durationSeconds: 60,
    sizeBytes: 1,
    video: {
      index: 0,
      width: 1920,
      height: 1080,
      timeBase: '1/15360',
      fieldOrder: 'progressive',
      ...video,
    },
    audio: audio && { index: 1, codec: 'aac', ...audio },
  } as Transcode['facts'];
  return {
    path: '/media/a.mp4',
    facts,
    fromSeconds: 8,
    toSeconds: 10,
    size: { width: 1920, height: 1080 },
    output: '/t/o.ts',
  };
}

const range = { first: 8 * 15_360, end: 10 * 15_360 };
const args = (source?: Source, seek = 3) => transcodeArguments(job(source), range, seek);
const after = (list: string[], flag: string) => list[list.indexOf(flag) + 1];

describe('The arguments of a transcode', () => {
  it('take the frames by their absolute timestamps, from an earlier keyframe', () => {
    expect(args().slice(0, 13)).toEqual([
      '-copyts',
      '-protocol_whitelist',
      'file',
      '-format_whitelist',
      'mov',
      '-f',
      'mov',
      '-max_pixels',
      '67108864',
      '-noaccurate_seek',
      '-ss',
      '3.000000',
      '-i',
    ]);
    expect(after(args(), '-vf')).toContain('trim=start_pts=122880:end_pts=153600');
  });

  it('do not seek where decoding starts at the beginning of the file', () => {
    expect(args({}, 0)).not.toContain('-ss');
  });

  it('report what was decoded before any frame is left out', () => {
    expect(after(args(), '-vf')).toMatch(
      /^metadata=mode=delete,metadata=mode=add:.*,metadata=mode=print:.*,trim=/,
    );
  });

  it("contain the specification's encoder settings, without B-frames", () => {
    expect(args().join(' ')).toContain('-c:v libx264 -preset fast -crf 23 -bf 0');
  });

  it('leave captions out', () => {
    expect(after(args(), '-a53cc')).toBe('0');
  });

  it.each<[string, Source, string]>([
    ['copy AAC', { audio: { codec: 'aac' } }, '-map 0:1 -c:a copy'],
    ['copy MP3', { audio: { codec: 'mp3' } }, '-map 0:1 -c:a copy'],
    ['encode G.711', { audio: { codec: 'pcm_mulaw' } }, '-map 0:1 -c:a aac -ar 48000'],
    ['encode Opus', { audio: { codec: 'opus' } }, '-map 0:1 -c:a aac -ar 48000'],
  ])('%s', (_, source, expected) => {
    expect(args(source).join(' ')).toContain(expected);
  });

  it('map no audio where there is none', () => {
    expect(args().join(' ')).not.toContain('-c:a');
  });

  it.each(['tt', 'bb', 'tb'])('deinterlace %s', (fieldOrder) => {
    expect(after(args({ video: { fieldOrder } }), '-vf')).toContain('yadif=mode=send_frame');
  });

  it.each(['progressive', null])('do not deinterlace %s', (fieldOrder) => {
    expect(after(args({ video: { fieldOrder } }), '-vf')).not.toContain('yadif');
  });

  it('move the first frame to a fixed time and stop reading a second after the end', () => {
    expect(after(args(), '-output_ts_offset')).toBe('12.000000');
    expect(after(args(), '-to')).toBe('11.000000');
  });
});
