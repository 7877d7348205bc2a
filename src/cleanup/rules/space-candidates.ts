import type { EntityManager } from 'typeorm';
import type { ClipFacts } from '../../media/retention/clip-facts.js';
import { CLIP_FACTS } from '../clip-facts.js';

const BATCH = 500;

/** The next clips that are neither protected nor missing, oldest first; `clips_unprotected` is their index. */
export function candidatesAfter(
  after: Pick<ClipFacts, 'generatedAt' | 'eventId'>,
  manager: EntityManager,
): Promise<ClipFacts[]> {
  return manager.query<ClipFacts[]>(
    `SELECT ${CLIP_FACTS}
       FROM clips clip JOIN events event ON event.id = clip.event_id
      WHERE NOT clip.protected AND clip.missing_since IS NULL
        AND (clip.generated_at, clip.event_id) > ($1, $2)
      ORDER BY clip.generated_at, clip.event_id LIMIT ${BATCH}`,
    [after.generatedAt, after.eventId],
  );
}

/** Locks the events of the clips. A clip that is being changed, or has been changed, is left out. */
export async function lockUnchanged(
  clips: readonly ClipFacts[],
  manager: EntityManager,
): Promise<ClipFacts[]> {
  const locked = await manager.query<{ id: number }[]>(
    'SELECT id FROM events WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED',
    [clips.map((clip) => clip.eventId)],
  );
  const rows = await manager.query<{ event_id: number; generated_at: Date }[]>(
    'SELECT event_id, generated_at FROM clips WHERE event_id = ANY($1) AND NOT protected',
    [locked.map(({ id }) => id)],
  );
  const generatedAt = new Map(rows.map((row) => [row.event_id, row.generated_at.getTime()]));
  return clips.filter((clip) => generatedAt.get(clip.eventId) === clip.generatedAt.getTime());
}
