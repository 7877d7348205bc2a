import { type BlockingReader, readerOf } from '../byte-reader.js';
import { ordinary } from '../unusual.js';
import { chunkAt, chunksFrom } from './chunks.js';

/** What the header says of a stream. */
export interface Stream {
  readonly kind: string;
  /** Time goes in steps of `scale` / `rate` seconds, and begins with step `start`. */
  readonly scale: number;
  readonly rate: number;
  readonly start: number;
  /** The bytes that each step has; 0: each packet is a step. */
  readonly stepBytes: number;
  /** `BITMAPINFOHEADER` or `WAVEFORMATEX`, and what follows it. */
  readonly format: Buffer;
}

/** `RIFF`, a length, and `AVI `. */
const FILE_HEADER_BYTES = 12;
const MAX_BYTES = 1024 * 1024;
const MAX_STREAMS = 100;
const MAX_START_SECONDS = 3600;

/** The streams of a file in the order of their numbers, and where what follows the header begins. */
export function readHeader(reader: BlockingReader): { streams: Stream[]; end: number } {
  const list = chunkAt(reader, FILE_HEADER_BYTES);
  const length = list ? list.end - list.content : 0;
  ordinary(list?.id === 'hdrl' && length > 0 && length <= MAX_BYTES && list.end <= reader.size);
  const bytes = Buffer.from(reader.bytes(list.content, length));
  const streams = [...chunksFrom(readerOf(bytes), 0)]
    .filter(({ id }) => id === 'strl')
    .map(({ content, end }) => readStream(bytes.subarray(content, end)));
  ordinary(streams.length <= MAX_STREAMS);
  return { streams, end: list.end + (list.end & 1) };
}

function readStream(list: Buffer): Stream {
  const parts = new Map(
    [...chunksFrom(readerOf(list), 0)].map(({ id, content, end }) => [
      id,
      list.subarray(content, end),
    ]),
  );
  const [header, format] = [parts.get('strh'), parts.get('strf')];
  ordinary(header !== undefined && format !== undefined);
  const [scale, rate, start] = [20, 24, 28].map((at) => header.readUInt32LE(at));
  // FFmpeg has a guess for each of these.
  ordinary(scale! > 0 && rate! > 0 && (start! * scale!) / rate! <= MAX_START_SECONDS);
  return {
    kind: header.toString('latin1', 0, 4),
    ...{ scale: scale!, rate: rate!, start: start! },
    ...{ stepBytes: header.readUInt32LE(44), format },
  };
}
