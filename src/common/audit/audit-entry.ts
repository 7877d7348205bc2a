/** What is recorded, as `what.was done to it`. One that was released is never renamed. */
export const AUDIT_ACTIONS = [
  'clip.generated',
  'clip.retried',
  'clip.viewed',
  'clip.downloaded',
  'clip.shared',
  'clip.protected',
  'clip.unprotected',
  'clip.cancelled',
  'clip.deleted',
  'camera_clip.generated',
  'camera_clip.viewed',
  'camera_clip.downloaded',
  'camera_clip.deleted',
  'frame.viewed',
  'event.deleted',
  'recording.deleted',
  'export.requested',
  'export.downloaded',
  'export.protected',
  'export.unprotected',
  'export.cancelled',
  'export.deleted',
  'file.deleted',
  'signing_key.rotated',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/**
 * Who acted: a caller with an API key, one with a signed link, one without either where no keys are in use, the
 * service by itself, or an operator's command.
 */
export const AUDIT_ACTORS = ['key', 'link', 'anonymous', 'service', 'command'] as const;
export type AuditActorKind = (typeof AUDIT_ACTORS)[number];

/** What was done, and to what. What is left out does not apply. */
export interface AuditFacts {
  readonly action: AuditAction;
  /** The reason of the rule of retention by which something was deleted. */
  readonly rule?: string | null;
  readonly eventIds?: readonly number[];
  /** Each may be there several times. Left out: those of the events, as far as they exist. */
  readonly cameraIds?: readonly string[];
  readonly exportIds?: readonly number[];
  readonly recordingIds?: readonly number[];
  /** Names in the clips folder. */
  readonly files?: readonly string[];
  /** Of the interval of a camera, or the instant of a frame. */
  readonly startsAt?: Date | null;
  readonly endsAt?: Date | null;
}

/** Who acted, and in which request. */
export interface AuditActor {
  readonly kind: AuditActorKind;
  /** The name of the API key; of a link, that of the key which made it; null: none is known. */
  readonly key: string | null;
  /** The person whom the request names; null: none. */
  readonly user: string | null;
  /** The IP address of the caller; null: there is none. */
  readonly address: string | null;
  readonly requestId: string | null;
}

export interface AuditEntry {
  readonly actor: AuditActor;
  readonly facts: AuditFacts;
}
