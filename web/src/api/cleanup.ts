import { type CallOptions, sendForJson } from './connection.js';
import type { components } from './contract.js';

export type Cleanup = components['schemas']['CleanupDto'];
export type CleanupResult = components['schemas']['CleanupResult'];

/** What is cleaned up and when, and what the last run did. */
export function fetchCleanup(options: CallOptions = {}): Promise<Cleanup> {
  return sendForJson('/api/cleanup', {}, options);
}

/** What a run would do now; nothing is deleted. */
export function previewCleanup(options: CallOptions = {}): Promise<CleanupResult> {
  return sendForJson('/api/cleanup/run', { method: 'POST', body: { dry_run: true } }, options);
}
