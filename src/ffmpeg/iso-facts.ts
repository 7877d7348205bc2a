import type { FileHandle } from 'node:fs/promises';
import { parseAvcc } from '../h264/avcc.js';
import { parseSps } from '../h264/sps.js';
import { BOX_HEADER_BYTES, type IsoBox, isoBox } from './iso-box.js';
import type { AudioFacts, MediaFacts, VideoFacts } from './media-facts.js';

/**
 * The facts of an MP4 or QuickTime file (ISO/IEC 14496-12, 14496-14 and 14496-15), read from a few dozen
 * small boxes: ffprobe would read the place of every frame, which for hours of footage is a hundred
 * megabytes of memory. Null where anything is out of the ordinary (fragments, an edited time line, other
 * codecs than H.264, more tracks than one of each kind), for ffprobe to tell.
 */
export async function isoFacts(file: FileHandle, sizeBytes: number): Promise<MediaFacts | null> {
  try {
    return await new IsoFacts(file, sizeBytes).read();
  } catch (error) {
    // A box that is shorter than what it should hold ends in a RangeError.
    if (error instanceof Unusual || error instanceof RangeError) return null;
    throw error;
  }
}

class Unusual extends Error {}

/** An ordinary file has a handful in each place. */
const MAX_BOXES = 256;
/** The largest that is read whole: a decoder configuration. */
const MAX_CONTENT_BYTES = 64 * 1024;
/** Seconds from 1904, which these files count from, to 1970. */
const EPOCH_SECONDS = 2_082_844_800;
/** The encoder's delay at the start of audio, which players leave out; longer ones are edits. */
const MAX_PRIMING_SAMPLES = 4096;
const UNIT = 0x10000;
/** The upper left of a track's matrix, by the degrees that it turns the picture clockwise. */
const TURNS: readonly [degrees: number, matrix: readonly number[]][] = [
  [0, [UNIT, 0, 0, UNIT]],
  [90, [0, UNIT, -UNIT, 0]],
  [180, [-UNIT, 0, 0, -UNIT]],
  [270, [0, -UNIT, UNIT, 0]],
];
/** By sample entry; in `mp4a`, by object type (MP4 Registration Authority). */
const AUDIO_CODECS = new Map([
  ['ulaw', 'pcm_mulaw'],
  ['alaw', 'pcm_alaw'],
  ['Opus', 'opus'],
]);
const AUDIO_OBJECTS = new Map([
  [0x40, 'aac'],
  [0x69, 'mp3'],
  [0x6b, 'mp3'],
]);

interface Movie {
  readonly timescale: number;
  readonly durationSeconds: number;
  readonly creationTime: Date | null;
}

interface Track {
  readonly kind: string;
  readonly index: number;
  readonly rotation: number;
  readonly timescale: number;
  readonly startTimeSeconds: number;
  readonly frameRate: number;
  readonly entry: IsoBox;
}

type Boxes = ReadonlyMap<string, readonly IsoBox[]>;

class IsoFacts {
  constructor(
    private readonly file: FileHandle,
    private readonly sizeBytes: number,
  ) {}

  async read(): Promise<MediaFacts> {
    const top = await this.boxes(0, this.sizeBytes);
    const inside = await this.inside(one(top, 'moov'));
    if (!top.has('mdat') || top.has('moof') || inside.has('mvex')) throw new Unusual();
    const movie = readMovie(await this.content(one(inside, 'mvhd')));
    const tracks: Track[] = [];
    for (const [index, box] of (inside.get('trak') ?? []).entries()) {
      tracks.push(await this.track(box, index, movie));
    }
    const kinds = tracks.map(({ kind }) => kind);
    if (!['vide', 'soun,vide', 'vide,soun'].includes(kinds.join())) throw new Unusual();
    const video = tracks.find(({ kind }) => kind === 'vide')!;
    const audio = tracks.find(({ kind }) => kind === 'soun');
    return {
      demuxer: 'mov',
      sizeBytes: this.sizeBytes,
      durationSeconds: movie.durationSeconds,
      startTimeSeconds: Math.min(...tracks.map(({ startTimeSeconds }) => startTimeSeconds)),
      creationTime: movie.creationTime,
      video: await this.video(video),
      audio: audio ? await this.audio(audio) : null,
    };
  }

  private async track(trak: IsoBox, index: number, movie: Movie): Promise<Track> {
    const inside = await this.inside(trak);
    const media = await this.inside(one(inside, 'mdia'));
    const table = await this.inside(one(await this.inside(one(media, 'minf')), 'stbl'));
    const header = await this.content(one(media, 'mdhd'));
    const [timescale, duration] = readTimes(header);
    const sizes = await this.content(one(table, 'stsz'), 12);
    const kind = (await this.content(one(media, 'hdlr'))).toString('latin1', 8, 12);
    const offsets = table.has('ctts') ? await this.content(one(table, 'ctts'), 16) : null;
    const edits = inside.has('edts')
      ? readEdits(await this.content(one(await this.inside(one(inside, 'edts')), 'elst')))
      : [];
    return {
      kind,
      index,
      rotation: readTurn(await this.content(one(inside, 'tkhd'))),
      timescale,
      startTimeSeconds: startOf(edits, {
        kind,
        movie,
        timescale,
        duration,
        first: offsets && offsets.readUInt32BE(4) > 0 ? offsets.readInt32BE(12) : 0,
      }),
      frameRate: (sizes.readUInt32BE(8) * timescale) / duration,
      entry: await this.onlyEntry(one(table, 'stsd')),
    };
  }

  private async video({ entry, ...track }: Track): Promise<VideoFacts> {
    if (entry.type !== 'avc1') throw new Unusual();
    const fields = await this.content(entry, 78);
    const inside = await this.boxes(entry.content + 78, entry.end);
    const configuration = parseAvcc(await this.content(one(inside, 'avcC')));
    if (configuration?.sps.length !== 1) throw new Unusual();
    const { chroma, bitDepth, framesOnly, fullRange } = parseSps(configuration.sps[0]!);
    if (chroma !== 1 || bitDepth !== 8 || !framesOnly) throw new Unusual();
    if (!Number.isFinite(track.frameRate) || track.frameRate <= 0) throw new Unusual();
    return {
      index: track.index,
      codec: 'h264',
      pixelFormat: fullRange ? 'yuvj420p' : 'yuv420p',
      width: fields.readUInt16BE(24),
      height: fields.readUInt16BE(26),
      rotation: track.rotation,
      fieldOrder: 'progressive',
      frameRate: track.frameRate,
      timeBase: `1/${track.timescale}`,
      startTimeSeconds: track.startTimeSeconds,
    };
  }

  private async audio({ entry, index }: Track): Promise<AudioFacts> {
    const codec =
      entry.type === 'mp4a' ? await this.mpegAudio(entry) : AUDIO_CODECS.get(entry.type);
    if (!codec) throw new Unusual();
    return { index, codec };
  }

  private async mpegAudio(entry: IsoBox): Promise<string | undefined> {
    const version = (await this.content(entry, 28)).readUInt16BE(8);
    if (version !== 0) throw new Unusual();
    const inside = await this.boxes(entry.content + 28, entry.end);
    return AUDIO_OBJECTS.get(objectType((await this.content(one(inside, 'esds'))).subarray(4)));
  }

  private async onlyEntry(stsd: IsoBox): Promise<IsoBox> {
    const count = (await this.content(stsd, 8)).readUInt32BE(4);
    const [[entry] = []] = (await this.boxes(stsd.content + 8, stsd.end)).values();
    if (count !== 1 || !entry) throw new Unusual();
    return entry;
  }

  private inside({ content, end }: IsoBox): Promise<Boxes> {
    return this.boxes(content, end);
  }

  /** The boxes that fill a range, by type. */
  private async boxes(from: number, to: number): Promise<Boxes> {
    const found = new Map<string, IsoBox[]>();
    let count = 0;
    for (let start = from; start + 8 <= to;) {
      const header = await this.bytes(start, Math.min(BOX_HEADER_BYTES, to - start));
      const box = isoBox(header, start, to);
      if (!box || box.end > to || ++count > MAX_BOXES) throw new Unusual();
      found.set(box.type, [...(found.get(box.type) ?? []), box]);
      start = box.end;
    }
    return found;
  }

  /** What a box holds, or as many bytes of its beginning. */
  private content({ content, end }: IsoBox, length = end - content): Promise<Buffer> {
    if (length > MAX_CONTENT_BYTES || content + length > end) throw new Unusual();
    return this.bytes(content, length);
  }

  private async bytes(start: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(length), 0, length, start);
    if (bytesRead < length) throw new Unusual();
    return buffer;
  }
}

function one(boxes: Boxes, type: string): IsoBox {
  const [box, ...more] = boxes.get(type) ?? [];
  if (!box || more.length > 0) throw new Unusual();
  return box;
}

/** Timescale and duration of `mvhd` and `mdhd`, which begin alike (8.2.2, 8.4.2). */
function readTimes(header: Buffer): [timescale: number, duration: number] {
  const times: [number, number] =
    header[0] === 1
      ? [header.readUInt32BE(20), Number(header.readBigUInt64BE(24))]
      : [header.readUInt32BE(12), header.readUInt32BE(16)];
  // A recorder that has not finished writes no duration, or the highest there is.
  if (times[0] === 0 || times[1] === 0 || times[1] >= 0xffffffff) throw new Unusual();
  return times;
}

function readMovie(header: Buffer): Movie {
  const [timescale, duration] = readTimes(header);
  if (turnAt(header, header[0] === 1 ? 48 : 36) !== 0) throw new Unusual();
  const created = header[0] === 1 ? Number(header.readBigUInt64BE(4)) : header.readUInt32BE(4);
  // Some cameras count from 1970 all the same.
  const seconds = created >= EPOCH_SECONDS ? created - EPOCH_SECONDS : created;
  return {
    timescale,
    durationSeconds: duration / timescale,
    creationTime: created === 0 ? null : new Date(seconds * 1000),
  };
}

function readTurn(header: Buffer): number {
  return turnAt(header, header[0] === 1 ? 52 : 40);
}

function turnAt(header: Buffer, at: number): number {
  const matrix = [0, 4, 12, 16].map((offset) => header.readInt32BE(at + offset));
  const turn = TURNS.find(([, turned]) => turned.every((value, i) => value === matrix[i]));
  if (!turn) throw new Unusual();
  return turn[0];
}

/** An edit of a track's time line (8.6.6). */
interface Edit {
  /** In units of the movie. */
  readonly duration: number;
  /** In units of the track; -1: nothing is shown. */
  readonly mediaTime: number;
}

function readEdits(list: Buffer): Edit[] {
  const long = list[0] === 1;
  const count = list.readUInt32BE(4);
  if (count > 2) throw new Unusual();
  return Array.from({ length: count }, (_, i) => {
    const at = 8 + i * (long ? 20 : 12);
    return long
      ? {
          duration: Number(list.readBigUInt64BE(at)),
          mediaTime: Number(list.readBigInt64BE(at + 8)),
        }
      : { duration: list.readUInt32BE(at), mediaTime: list.readInt32BE(at + 4) };
  });
}

interface TrackTimes {
  readonly kind: string;
  readonly movie: Movie;
  readonly timescale: number;
  readonly duration: number;
  /** What the first frame's presentation lies after its decoding, in units of the track. */
  readonly first: number;
}

/** When a track's first frame is shown. Only a late start and the delay of coding are ordinary edits. */
function startOf(edits: readonly Edit[], times: TrackTimes): number {
  const { kind, movie, timescale, duration, first } = times;
  if (edits.length === 0) return first / timescale;
  const shown = edits.at(-1)!;
  const [empty] = edits.length === 2 ? edits : [];
  if (empty && empty.mediaTime !== -1) throw new Unusual();
  const skips = kind === 'soun' ? shown.mediaTime : shown.mediaTime - first;
  if (skips < 0 || skips > (kind === 'soun' ? MAX_PRIMING_SAMPLES : 0)) throw new Unusual();
  const whole = (duration - shown.mediaTime) / timescale;
  if (shown.duration / movie.timescale < whole - 0.5 / movie.timescale) throw new Unusual();
  return (empty?.duration ?? 0) / movie.timescale;
}

/** Of an elementary stream descriptor (ISO/IEC 14496-1, 7.2.6.5 and 7.2.6.6). */
function objectType(bytes: Buffer): number {
  const inside = descriptor(bytes, 0x03);
  // Its id, and flags that tell of further fields, which files do not have.
  if ((inside.readUInt8(2) & 0xe0) !== 0) throw new Unusual();
  return descriptor(inside.subarray(3), 0x04).readUInt8(0);
}

function descriptor(bytes: Buffer, tag: number): Buffer {
  if (bytes.readUInt8(0) !== tag) throw new Unusual();
  let at = 1;
  // The length takes as many bytes as have their upper bit set, and one.
  while (bytes.readUInt8(at++) & 0x80);
  return bytes.subarray(at);
}
