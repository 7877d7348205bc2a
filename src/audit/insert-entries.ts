import type { EntityManager } from 'typeorm';
import type { AuditEntry } from '../common/audit/audit-entry.js';

/** An entry, and how long ago it happened. */
export interface AgedEntry extends AuditEntry {
  readonly ageMs: number;
}

/**
 * Adds entries to the trail, by one statement. The clock of the database says when: an age is subtracted from it. The
 * cameras of events are looked up here, so that no caller has to.
 */
export async function insertEntries(
  entries: readonly AgedEntry[],
  manager: EntityManager,
): Promise<void> {
  await manager.query(INSERT_ENTRIES, [JSON.stringify(entries.map(rowOf))]);
}

const INSERT_ENTRIES = `
  INSERT INTO audit_entries (at, action, actor, key, person, address, request_id, rule, event_ids,
                             camera_ids, export_ids, recording_ids, files, starts_at, ends_at)
  SELECT clock_timestamp() - entry.age_ms * interval '1 millisecond',
         entry.action, entry.actor, entry.key, entry.person, entry.address, entry.request_id,
         entry.rule, entry.event_ids,
         coalesce(entry.camera_ids,
                  ARRAY(SELECT DISTINCT camera_id FROM events
                         WHERE id = ANY(entry.event_ids) ORDER BY camera_id)),
         entry.export_ids, entry.recording_ids, entry.files, entry.starts_at, entry.ends_at
    FROM jsonb_to_recordset($1) AS entry (
           age_ms float8, action text, actor text, key text, person text, address text,
           request_id text, rule text, event_ids int[], camera_ids text[], export_ids int[],
           recording_ids int[], files text[], starts_at timestamptz, ends_at timestamptz)`;

function rowOf({ actor, facts, ageMs }: AgedEntry) {
  const { kind, key, user, address, requestId } = actor;
  return {
    ...{ age_ms: ageMs, action: facts.action, rule: facts.rule ?? null },
    ...{ actor: kind, key, person: user, address, request_id: requestId },
    event_ids: facts.eventIds ?? [],
    camera_ids: facts.cameraIds ? [...new Set(facts.cameraIds)].sort() : null,
    export_ids: facts.exportIds ?? [],
    recording_ids: facts.recordingIds ?? [],
    files: facts.files ?? [],
    starts_at: facts.startsAt ?? null,
    ends_at: facts.endsAt ?? null,
  };
}
