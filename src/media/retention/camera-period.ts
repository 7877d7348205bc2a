/** How long what belongs to a camera is kept. */
export interface CameraPeriod {
  readonly cameraId: string;
  /** Days of 24 hours; 0: for ever. */
  readonly days: number;
  /** The same for events with a label, before `days`. */
  readonly daysByLabel: Readonly<Record<string, number>>;
}
