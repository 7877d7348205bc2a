import type { EntityManager } from 'typeorm';
import { period, periodOfEvent } from '../rules/periods-in-sql.js';
import type { AdvancedCamera } from './period-advance.js';

/** When retention began: at the end of the event, or at its registration if the event was due by then. */
const began = (ended: string, itsPeriod: string) =>
  `CASE WHEN registered_at > ${ended} + ${itsPeriod} THEN registered_at ELSE ${ended} END`;

/** Due now, and not due by the periods before at the end of a usual run. A period of 0 days is null. */
const isUnusual = (ended: string, itsPeriod: string, periodBefore: string) =>
  `${began(ended, itsPeriod)} < $3::timestamptz - ${itsPeriod}
   AND (${began(ended, itsPeriod)} < $2::timestamptz - ${periodBefore}) IS NOT TRUE`;

const CAMERAS = `
  jsonb_to_recordset($1::jsonb) AS camera (
    "cameraId" text, days int, "daysByLabel" jsonb, "daysBefore" int, "daysByLabelBefore" jsonb
  )`;

const EVENTS = `
  SELECT count(*)::int AS count FROM ${CAMERAS}
    JOIN events event ON event.camera_id = camera."cameraId"
   WHERE ${isUnusual(
     'coalesce(ended_at, started_at)',
     periodOfEvent('camera."daysByLabel"', 'camera.days'),
     periodOfEvent('camera."daysByLabelBefore"', 'camera."daysBefore"'),
   )}`;

const RECORDINGS = `
  SELECT count(*)::int AS count FROM ${CAMERAS}
    JOIN recordings recording ON recording.camera_id = camera."cameraId"
   WHERE ${isUnusual('ended_at', period('camera.days'), period('camera."daysBefore"'))}`;

/** How many rows of the cameras a run at `now` would delete beyond what a usual run may reach. */
export async function unusualDeletions(
  cameras: readonly AdvancedCamera[],
  usual: Date,
  now: Date,
  manager: EntityManager,
): Promise<{ events: number; recordings: number }> {
  const parameters = [JSON.stringify(cameras), usual, now];
  const count = async (sql: string) => {
    const [row] = await manager.query<[{ count: number }]>(sql, parameters);
    return row.count;
  };
  return { events: await count(EVENTS), recordings: await count(RECORDINGS) };
}
