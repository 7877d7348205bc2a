import type { AuditEntry } from '../common/audit/audit-entry.js';

/** Equal for entries that repeat each other: of the same actor and action, about the same. The request does not matter. */
export function repetitionKey({ actor, facts }: AuditEntry): string {
  const { kind, key, user, address } = actor;
  const { action, eventIds, cameraIds, exportIds, files, startsAt, endsAt } = facts;
  const about = [eventIds, cameraIds, exportIds, files, startsAt, endsAt];
  return JSON.stringify([kind, key, user, address, action, ...about]);
}
