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
  return run({ dry_run: true }, options);
}

/** Deletes what is due although an operator has to confirm it. @returns the result of the run */
export function confirmCleanup(options: CallOptions = {}): Promise<CleanupResult> {
  return run({ confirm: true }, options);
}

function run(body: components['schemas']['CleanupRunRequest'], options: CallOptions) {
  return sendForJson<CleanupResult>('/api/cleanup/run', { method: 'POST', body }, options);
}
