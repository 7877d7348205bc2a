/** The output of ffprobe with packets and frames, in JSON. */
interface DecodedOutput {
  packets_and_frames?: { dts?: number; best_effort_timestamp?: number }[];
}

export interface FirstFrame {
  /** When it is shown. */
  readonly atSeconds: number;
  /** How much later that is than when its packet is decoded. */
  readonly lateSeconds: number;
}

/** The first frame that was decoded; null where there is none. */
export function readFirstFrame(json: string, timeBase: string): FirstFrame | null {
  const { packets_and_frames: read = [] } = JSON.parse(json) as DecodedOutput;
  const decoded = read.find(({ dts }) => dts !== undefined)?.dts;
  const shown = read.find((entry) => entry.best_effort_timestamp !== undefined);
  if (decoded === undefined || !shown) return null;
  const [numerator = 0, denominator = 1] = timeBase.split('/').map(Number);
  const unit = numerator / denominator;
  const tick = shown.best_effort_timestamp!;
  return { atSeconds: tick * unit, lateSeconds: (tick - decoded) * unit };
}
