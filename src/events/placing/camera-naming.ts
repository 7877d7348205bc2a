/** How a camera, or the recorder of all cameras, names its files. */
export interface CameraNaming {
  /** IANA zone of local times in paths. */
  readonly timezone: string;
  /** Such as `%path/%Y-%m-%d_%H-%M-%S`; it is tried before the styles that are known. Null: none. */
  readonly pattern?: string | null;
  /** How far the clock of the camera, which writes the times in its files, is ahead of the right time. Default 0. */
  readonly clockAheadMs?: number;
}

/** Of all cameras, as the options of a module say. */
export function namingOf(options: {
  readonly cameraTimezone: string;
  readonly cameraFilePattern?: string | null;
}): CameraNaming {
  return { timezone: options.cameraTimezone, pattern: options.cameraFilePattern ?? null };
}
