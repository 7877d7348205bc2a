import type { BlockingReader } from '../byte-reader.js';
import type { FileSegment } from '../demuxer.js';
import type { ViewedPacket, ViewedTrack } from '../isobmff/movie-view.js';
import { PacketsAround } from '../packets-around.js';
import { ordinary } from '../unusual.js';
import type { Chunk } from './chunks.js';
import type { Stream } from './header.js';
import { type AviPicture, Pictures } from './pictures.js';
import { type Sound, soundOf } from './sound.js';

/** Where the codec's name and what follows are in a `BITMAPINFOHEADER`. */
const CODEC_AT = 16;
const EXTRA_AT = 40;
/** The names that H.264 has, in capital letters. */
const H264: readonly string[] = ['H264', 'X264', 'AVC1', 'DAVC', 'VSSH'];
/** The header of a frame of MP3. */
const HEAD_BYTES = 4;
/** The number of a stream, and what the packet holds. */
const PACKET_NAME = /^(\d\d)(\w\w)$/;
const PICTURE_KINDS: readonly string[] = ['dc', 'db'];
const SOUND_KIND = 'wb';

/** The tracks of a file as its packets show them, one after the other. */
export class Tracks {
  readonly around: PacketsAround<AviPicture, ViewedPacket>;
  private readonly pictures: Pictures;
  private sound: Sound | null;
  private readonly video: number;
  private readonly audio: number;
  /** Steps of time so far. */
  private frames = 0;
  private steps = 0;

  constructor(
    private readonly reader: BlockingReader,
    private readonly streams: readonly Stream[],
    segment: FileSegment,
  ) {
    const videos = streams.filter(({ kind }) => kind === 'vids');
    ordinary(videos.length === 1);
    const { format } = videos[0]!;
    ordinary(H264.includes(format.toString('latin1', CODEC_AT, CODEC_AT + 4).toUpperCase()));
    this.video = streams.indexOf(videos[0]!);
    this.audio = streams.findIndex(({ kind }) => kind === 'auds');
    this.sound = this.audio === -1 ? null : soundOf(streams[this.audio]!);
    this.pictures = new Pictures(reader, format.subarray(EXTRA_AT));
    this.around = new PacketsAround(segment);
  }

  /** Whether the chunk is a picture. */
  add(chunk: Chunk): boolean {
    const [, number, kind = ''] = PACKET_NAME.exec(chunk.id) ?? [];
    const stream = Number(number ?? NaN);
    if (stream === this.video) {
      ordinary(PICTURE_KINDS.includes(kind));
      this.addPicture(chunk);
      return true;
    }
    if (stream === this.audio && this.sound) {
      ordinary(kind === SOUND_KIND);
      this.addSound(this.sound, chunk);
    }
    return false;
  }

  /** Null where there is none, or its times are not certain. */
  get soundTrack(): ViewedTrack | null {
    const { sounds } = this.around;
    if (!this.sound || sounds.length === 0) return null;
    return { kind: 'audio', entry: this.sound.entry, width: 0, height: 0, packets: sounds };
  }

  /** An empty packet stands for a frame that was dropped: the one before is shown for longer. */
  private addPicture(chunk: Chunk): void {
    const seconds = this.secondsOf(this.video, this.frames++);
    if (chunk.end > chunk.content) this.around.addPicture(this.pictures.read(chunk, seconds));
  }

  private addSound(sound: Sound, { content: start, end }: Chunk): void {
    const size = end - start;
    const head = this.reader.bytes(start, Math.min(size, HEAD_BYTES));
    const steps = sound.stepsOf(size, head);
    if (steps === null) {
      this.sound = null;
      return;
    }
    const seconds = this.secondsOf(this.audio, this.steps);
    if (size > 0) this.around.addSound({ start, size, seconds, isKey: true });
    this.steps += steps;
  }

  private secondsOf(stream: number, step: number): number {
    const { start, scale, rate } = this.streams[stream]!;
    return ((start + step) * scale) / rate;
  }
}
