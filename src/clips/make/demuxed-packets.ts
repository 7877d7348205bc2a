import type { PacketSum } from '../../cut/source/packet-sums.js';
import { PacketLines, quotientOf, type ReportedPacket } from './packet-lines.js';

/** The packets of one stream as FFmpeg reports them, from an instant on, in decode order. */
export class DemuxedPackets extends PacketLines {
  readonly packets: PacketSum[] = [];
  private tick = NaN;

  /**
   * @param startTimeSeconds when the first frame is shown, on FFmpeg's clock
   * @param fromSeconds packets that are shown earlier are left out, in seconds from that frame on
   */
  constructor(
    private readonly startTimeSeconds: number,
    private readonly fromSeconds = -Infinity,
  ) {
    super();
  }

  protected packet({ dts, pts, bytes, sum }: ReportedPacket): void {
    const seconds = (Number.isNaN(pts) ? dts : pts) * this.tick - this.startTimeSeconds;
    if (seconds >= this.fromSeconds) this.packets.push({ seconds, bytes, sum });
  }

  protected override header(key: string, value: string): void {
    if (key === 'tb') this.tick = quotientOf(value);
  }
}
