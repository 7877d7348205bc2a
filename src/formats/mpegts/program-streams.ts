import { ordinary } from '../unusual.js';
import { type Packet, packetsIn } from './packets.js';
import { PAT_PID, type Program, readProgramAssociation, readProgramMap } from './tables.js';

export interface StreamPacket extends Packet {
  readonly kind: 'video' | 'audio';
}

/** Finds the packets of the only program's streams in parts of a file, of which the first is the start. */
export class ProgramStreams {
  /** Null until its tables were read. */
  program: Program | null = null;
  private mapPid: number | null = null;
  private map: Buffer | null = null;

  /** @param bytes begin with a packet */
  *packetsIn(bytes: Buffer): Generator<StreamPacket> {
    for (const packet of packetsIn(bytes)) {
      if (packet.pid === PAT_PID) this.learnMapPid(packet);
      else if (packet.pid === this.mapPid) this.learnProgram(packet);
      else if (packet.pid === this.program?.video.pid) yield { ...packet, kind: 'video' };
      else if (packet.pid === this.program?.audio?.pid) yield { ...packet, kind: 'audio' };
    }
  }

  private learnMapPid({ begins, payload }: Packet): void {
    const pid = readProgramAssociation(payload);
    ordinary(begins && pid === (this.mapPid ?? pid));
    this.mapPid = pid;
  }

  /** A map that changes inside the file describes other streams. */
  private learnProgram({ begins, payload }: Packet): void {
    ordinary(begins && payload.equals(this.map ?? payload));
    this.program ??= readProgramMap(payload);
    this.map = payload;
  }
}
