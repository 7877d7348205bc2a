import { type CallOptions, sendForJson } from './connection.js';
import type { components } from './contract.js';

export type Cleanup = components['schemas']['CleanupDto'];
export type CleanupResult = components['schemas']['CleanupResult'];

/** The retention policy, the next run, and the result of the last run. */
export function fetchCleanup(options: CallOptions = {}): Promise<Cleanup> {
  return sendForJson('/api/cleanup', {}, options);
}

/** The result of a run now, as a preview; nothing is deleted. */
export function previewCleanup(options: CallOptions = {}): Promise<CleanupResult> {
  return sendForJson('/api/cleanup/run', { method: 'POST', body: { dry_run: true } }, options);
}
