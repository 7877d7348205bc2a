export interface ExportsModuleOptions {
  /** How long exports are kept after they were made, in days of 24 hours; 0: for ever. Default: 7. */
  readonly retentionDays?: number;
  /** Bytes of the clips' disk that no export takes; null: none are reserved. Default: null. */
  readonly minFreeBytes?: number | null;
  /** Whether this process makes exports. Default: true. */
  readonly worker?: boolean;
}

export const EXPORTS_OPTIONS = Symbol('ExportsModuleOptions');

/** The module's options with every default filled in. */
export abstract class ExportsOptions {
  abstract readonly retentionDays: number;
  abstract readonly minFreeBytes: number | null;
  abstract readonly worker: boolean;
}

export function withDefaults(options: ExportsModuleOptions): ExportsOptions {
  return { retentionDays: 7, minFreeBytes: null, worker: true, ...options };
}
