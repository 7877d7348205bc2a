/** A clip and its event, as far as rules decide by them. */
export interface ClipFacts {
  readonly eventId: number;
  readonly cameraId: string;
  readonly label: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** Read only for an event without an end; null for all others. */
  readonly lastDetectionAt: Date | null;
  /** When the event was registered; null for one of a version that did not record it. */
  readonly registeredAt: Date | null;
  readonly generatedAt: Date;
  /** Of its file and its renditions. */
  readonly bytes: number;
}
