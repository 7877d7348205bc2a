import type { ClockOption } from '../common/clock.js';

/** Options of the module. What is left out has the default of {@link withDefaults}. */
export interface AuditModuleOptions extends ClockOption {
  /** Whether entries are recorded. Those of before stay readable. Default: true. */
  readonly enabled?: boolean;
  /** Whether entries have the IP address of the caller. Default: false. */
  readonly addresses?: boolean;
  /** How long entries are kept, in days of 24 hours; 0: for ever. Default: 365. */
  readonly retentionDays?: number;
  /** Who acts where no request is being answered. Default: `service`. */
  readonly actor?: 'service' | 'command';
}

export const AUDIT_OPTIONS = Symbol('AuditModuleOptions');

/** The module's options with every default filled in. */
export abstract class AuditOptions {
  abstract readonly enabled: boolean;
  abstract readonly addresses: boolean;
  abstract readonly retentionDays: number;
  abstract readonly actor: 'service' | 'command';
}

export function withDefaults(options: AuditModuleOptions): AuditOptions {
  return { enabled: true, addresses: false, retentionDays: 365, actor: 'service', ...options };
}
