import { describe, expect, it } from '@jest/globals';
import { encodersIn } from './encoders.js';

const LIST = `Encoders:
 V..... = Video
 A..... = Audio
 .....D = Supports direct rendering method 1
 ------
 V....D libx264              libx264 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10 (codec h264)
 VF..BD libx265              libx265 H.265 / HEVC (codec hevc)
 A....D aac                  AAC (Advanced Audio Coding)
`;

describe('encodersIn', () => {
  it.each<[string, string, string[]]>([
    ['the encoders of a list, without its legend', LIST, ['libx264', 'libx265', 'aac']],
    ['nothing in a list of none', LIST.slice(0, LIST.indexOf(' V....D libx264')), []],
    ['nothing in what is no list', '', []],
  ])('finds %s', (_, list, expected) => {
    expect([...encodersIn(list)]).toEqual(expected);
  });
});
