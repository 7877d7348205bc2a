import type { BlockingReader } from '../byte-reader.js';
import type { Configured } from '../configured-pictures.js';
import type { FileSegment } from '../demuxer.js';
import { PacketsAround } from '../packets-around.js';
import { ordinary } from '../unusual.js';
import { audioEntryOf } from './audio.js';
import type { Packet } from './packets.js';

const MAX_CONFIGURATION_BYTES = 64 * 1024;
/** The header of a frame. */
const FRAME_BYTES = 4;

/** The tracks of a file as its packets show them, one after the other. */
export class Tracks {
  readonly around: PacketsAround<Configured>;
  /** The sample entry of the sound. */
  sound: Buffer | null = null;
  private readonly configurations: Partial<Record<Packet['track'], Buffer>> = {};
  private flags: number | null = null;
  private decodedMs = 0;

  constructor(
    private readonly file: BlockingReader,
    segment: FileSegment,
  ) {
    this.around = new PacketsAround(segment);
  }

  add(packet: Packet): void {
    if (packet.track === 'audio') this.addSound(packet);
    else if (packet.isConfiguration) this.configure(packet);
    else this.addPicture(packet);
  }

  private addPicture(packet: Packet): void {
    // Where a clock starts again, one time has two pictures.
    ordinary(packet.decodedMs >= this.decodedMs && packet.shownMs >= 0);
    this.decodedMs = packet.decodedMs;
    if (packet.size > 0) this.around.addPicture(this.configured(packet));
  }

  private addSound(packet: Packet): void {
    ordinary(packet.flags === (this.flags ??= packet.flags));
    if (packet.isConfiguration) {
      const { audio: before } = this.configurations;
      this.configure(packet);
      ordinary(before === undefined || before === this.configurations.audio);
    } else if (packet.size > 0) {
      this.configurations.audio ??= this.frameOf(packet);
      this.sound ??= audioEntryOf(packet.flags, this.configurations.audio);
      this.around.addSound(this.configured(packet));
    }
  }

  /** Most files repeat the same one. */
  private configure({ track, start, size }: Packet): void {
    ordinary(size <= MAX_CONFIGURATION_BYTES);
    const bytes = Buffer.from(this.file.bytes(start, size));
    const before = this.configurations[track];
    this.configurations[track] = before?.equals(bytes) ? before : bytes;
  }

  private frameOf({ start, size }: Packet): Buffer {
    return Buffer.from(this.file.bytes(start, Math.min(size, FRAME_BYTES)));
  }

  private configured({ track, start, size, shownMs, isKey }: Packet): Configured {
    const configuration = this.configurations[track];
    ordinary(configuration !== undefined);
    return { start, size, seconds: shownMs / 1000, isKey, configuration };
  }
}
