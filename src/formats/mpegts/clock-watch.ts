import type { ByteRange } from '../file-piece.js';
import { readPacket } from './packets.js';
import { CLOCK, decodingTime, isVideo, ticksBetween } from './pes.js';
import { PAT_PID } from './tables.js';
import type { PacketLayout, SyncedPacket } from './synced-packets.js';

/** Where a piece of a file begins. */
export interface PieceStart {
  readonly atByte: number;
  /** The tables that hold for it, where it does not begin with them. */
  readonly before: readonly ByteRange[];
}

/**
 * A frame that decoding may begin at and whose time is before that of the frame before begins a piece. Of
 * other frames the times have to jump back by more than this, since some recorders write B-frames without
 * their times of decoding.
 */
const MIN_JUMP_TICKS = 2 * CLOCK;

/** Table identifiers (ISO/IEC 13818-1, table 2-31). */
const PAT = 0;
const PMT = 2;

/** Finds the places where the clock of the video jumps back, or where other streams begin, packet by packet. */
export class ClockWatch {
  readonly starts: PieceStart[] = [];
  private readonly lastTicks = new Map<number, number>();
  private readonly maps = new Map<number, string>();
  /** Where the last tables of each kind are. */
  private readonly tables = new Map<number, number>();
  /** The first table after the last frame; null: a frame came since. */
  private tablesFrom: number | null = null;
  /** A jump of the sound alone: that of the video may follow. */
  private soundJump: PieceStart | null = null;

  constructor(private readonly layout: PacketLayout) {}

  see({ at, bytes }: SyncedPacket): void {
    const { pid, begins, isScrambled, fieldBytes, payload } = readPacket(bytes);
    if (!begins || !payload || isScrambled) return;
    if (payload.length < 4 || payload.readUIntBE(0, 3) !== 1)
      return this.seeTable(pid, payload, at);
    const ticks = decodingTime(payload);
    const isEntry = fieldBytes > 1 && (bytes[5]! & 0x40) !== 0;
    if (ticks !== null) this.seeFrame({ pid, ticks, isVideo: isVideo(payload), isEntry, at });
    this.tablesFrom = null;
  }

  private seeFrame(frame: {
    pid: number;
    ticks: number;
    isVideo: boolean;
    isEntry: boolean;
    at: number;
  }): void {
    const { pid, ticks, isVideo, isEntry, at } = frame;
    const last = this.lastTicks.get(pid);
    const jump = last === undefined ? 0 : ticksBetween(last, ticks);
    this.lastTicks.set(pid, ticks);
    if (!isVideo) {
      if (jump < 0) this.soundJump ??= this.startAt(at);
    } else if (jump < (isEntry ? 0 : -MIN_JUMP_TICKS)) {
      this.begin(this.soundJump ?? this.startAt(at), { pid, ticks });
    } else {
      this.soundJump = null;
    }
  }

  private seeTable(pid: number, payload: Buffer, at: number): void {
    const start = 1 + payload[0]!;
    this.tablesFrom ??= at;
    if (start + 3 > payload.length) return;
    const id = payload[start]!;
    if (id !== PMT && (id !== PAT || pid !== PAT_PID)) return;
    this.tables.set(id, at);
    if (id !== PMT) return;
    // Without its version and its checksum.
    const end = start + 3 + (payload.readUInt16BE(start + 1) & 0xfff);
    const streams = payload.subarray(start + 8, end - 4).toString('hex');
    const known = this.maps.get(pid);
    this.maps.set(pid, streams);
    if (known !== undefined && known !== streams) this.begin(this.startAt(at), null);
  }

  /** A piece that begins with this packet, or with the tables before it. */
  private startAt(at: number): PieceStart {
    const ranges = [this.tables.get(PAT), this.tables.get(PMT)].flatMap((table) =>
      table === undefined ? [] : [{ fromByte: table, toByte: table + this.layout.stride }],
    );
    const from = this.tablesFrom ?? at;
    return { atByte: from, before: ranges.filter(({ fromByte }) => fromByte < from) };
  }

  private begin(start: PieceStart, frame: { pid: number; ticks: number } | null): void {
    this.starts.push(start);
    this.soundJump = null;
    this.lastTicks.clear();
    if (frame) this.lastTicks.set(frame.pid, frame.ticks);
  }
}
