import { describe, expect, it } from '@jest/globals';
import { readerOf } from '../../formats/byte-reader.js';
import { box } from '../../formats/isobmff/write-box.js';
import { fileTypeBox, movieBox, UNTURNED } from '../../formats/isobmff/write-movie.js';
import { videoEntry } from '../../formats/isobmff/write-sample-entry.js';
import { SampleTable } from '../../formats/isobmff/write-sample-table.js';
import type { OpenClipFile } from '../storage/clip-storage.js';
import { MediaTypes } from './media-types.js';

function mp4(profile: number): Buffer {
  const table = new SampleTable(90_000, 1);
  table.addChunk(0, [{ time: 0, duration: 1, isKey: true, data: { length: 1 } }]);
  const entry = videoEntry({
    ...{ width: 64, height: 48, sampleEntry: 'avc1', configurationBox: 'avcC' },
    ...{ configuration: Uint8Array.of(1, profile, 0, 30, 0xff, 0xe0, 0), colour: null },
    pixelAspect: { num: 1, den: 1 },
  });
  const track = { table, entry, timescale: 90_000, width: 64, height: 48, matrix: UNTURNED };
  return Buffer.concat([
    fileTypeBox([]),
    movieBox([{ kind: 'video', ...track }]),
    box('mdat', Buffer.alloc(1)),
  ]);
}

/** A file that gives few bytes at a time, and counts the calls that read it. */
class FewAtATime {
  reads = 0;

  constructor(
    private readonly bytes: Buffer,
    readonly version = '1',
  ) {}

  get file(): OpenClipFile {
    const reader = readerOf(this.bytes);
    const { version } = this;
    const read: OpenClipFile['read'] = ({ start, end }) => {
      this.reads++;
      let at = start;
      return (buffer) => {
        const length = Math.min(7, buffer.length, end + 1 - at);
        reader.bytes(at, length).copy(buffer);
        at += length;
        return Promise.resolve(length);
      };
    };
    return { name: '7_clip.mp4', version, bytes: this.bytes.length, read } as OpenClipFile;
  }
}

describe('The media type of a clip', () => {
  it('names the codecs of an MP4, which is read once for each version', async () => {
    const types = new MediaTypes();
    const [first, second] = [new FewAtATime(mp4(100)), new FewAtATime(mp4(66), '2')];
    expect(await types.of(first.file, 'mp4')).toBe('video/mp4; codecs="avc1.64001E"');
    const { reads } = first;
    expect(await types.of(first.file, 'mp4')).toBe('video/mp4; codecs="avc1.64001E"');
    expect(first.reads).toBe(reads);
    expect(await types.of(second.file, 'mp4')).toBe('video/mp4; codecs="avc1.42001E"');
  });

  it.each(['', 'no box', mp4(100).toString('latin1', 0, 120)])(
    'names no codecs of what is no MP4: %.8j',
    async (content) => {
      const { file } = new FewAtATime(Buffer.from(content, 'latin1'));
      expect(await new MediaTypes().of(file, 'mp4')).toBe('video/mp4');
    },
  );

  it('names no codecs of a file that cannot be read, and reads it again', async () => {
    const types = new MediaTypes();
    const readable = new FewAtATime(mp4(100));
    const read = () => () => Promise.reject(new Error('EIO'));
    expect(await types.of({ ...readable.file, read }, 'mp4')).toBe('video/mp4');
    expect(await types.of(readable.file, 'mp4')).toContain('codecs');
  });

  it('of a GIF has no codecs, and nothing is read for it', async () => {
    const gif = new FewAtATime(Buffer.from('GIF89a'));
    expect(await new MediaTypes().of(gif.file, 'gif')).toBe('image/gif');
    expect(gif.reads).toBe(0);
  });
});
