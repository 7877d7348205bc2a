import { copyFile } from 'node:fs/promises';
import type pg from 'pg';
import type { Home } from '../../test/support/home.js';
import type { Service } from '../../test/support/service.js';

/** Makes one clip, and copies it and its rows to as many events. Returns their ids. */
export async function storeClips(
  home: Home,
  service: Service,
  database: pg.Client,
  count: number,
): Promise<number[]> {
  const started_at = new Date(Date.now() - 86_400_000).toISOString();
  const file_path = await home.video('film.mp4', { seconds: 12 });
  const first = await service.event({ started_at, video: { file_path, started_at } });
  const { status } = await service.generate(first, {
    start_offset_seconds: 0,
    end_offset_seconds: 5,
  });
  if (status !== 201) throw new Error(`The clip was not made: ${status}`);
  await service.withPoster(first);
  const ids = [first];
  while (ids.length < count) {
    ids.push(await service.event({ started_at, video: { file_path, started_at } }));
  }
  for (const table of ['clips', 'clip_requests']) {
    await database.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(row, jsonb_build_object(
         'event_id', id, 'file_name', id || '_clip.mp4'))).*
       FROM ${table} row, unnest($1::int[]) id WHERE row.event_id = $2 AND id <> $2`,
      [ids, first],
    );
  }
  await database.query(`UPDATE events SET clip_path = id || '_clip.mp4' WHERE id = ANY($1)`, [ids]);
  const clip = (id: number) => home.clips(`${id}_clip.mp4`);
  for (const id of ids.slice(1)) await copyFile(clip(first), clip(id));
  return ids;
}
