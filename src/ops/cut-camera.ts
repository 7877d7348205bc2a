import type { INestApplicationContext } from '@nestjs/common';
import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CameraClipsService } from '../clips/api/camera-clips.service.js';
import type { CameraClipQuery } from '../clips/api/dto/camera-clip.dto.js';
import { INTERVAL_QUEUE } from '../clips/model/interval-clip.js';
import { iso } from '../clips/model/interval.js';
import type { IntervalClip } from '../clips/records/interval-clip.entity.js';
import { TemporaryFiles } from '../clips/records/temporary-files.js';
import type { CompletedInterval } from '../clips/requests/interval-requests.js';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { shownJson, shownText } from '../common/shown-name.js';
import { JobQueue } from '../jobs/job-queue.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { besides, putInPlace, refuseToReplace } from './output-file.js';
import { ProgressBar } from './progress-bar.js';
import { withApplication } from './with-application.js';

export interface CameraCut {
  readonly cameraId: string;
  readonly query: CameraClipQuery;
  readonly output: string;
  readonly json: boolean;
}

/** How often it is looked whether the clip is made, where nothing reports it. */
const LOOK_SECONDS = 1;

/** Saves what a camera has recorded in an interval. The service makes the clip, as it does for calls. */
export async function cutCamera({ cameraId, query, json, ...cut }: CameraCut): Promise<void> {
  if (query.to <= query.from) throw new RangeError('--to must be later than --from.');
  const output = resolve(cut.output);
  await refuseToReplace(output);
  const clip = await withApplication(async (app, signal) => {
    const made = await whenMade(app, cameraId, query, signal);
    await save(app.get(ClipStorage), made, output);
    const { startsAt, endsAt } = made.clip;
    app.get(AuditTrail).note({
      ...{ action: 'camera_clip.downloaded', cameraIds: [cameraId], startsAt, endsAt },
    });
    return made.clip;
  });
  console.log(json ? shownJson(factsOf(clip, output)) : linesOf(clip, output).join('\n'));
}

async function whenMade(
  app: INestApplicationContext,
  cameraId: string,
  query: CameraClipQuery,
  signal: AbortSignal,
): Promise<CompletedInterval> {
  const clips = app.get(CameraClipsService);
  const bar = new ProgressBar();
  let said = '';
  const say = (message: string) => {
    if (message !== said) console.error(shownText(message));
    said = message;
  };
  try {
    for (;;) {
      const state = await clips.find(cameraId, query, LOOK_SECONDS, signal);
      if (state.status === 'completed') return state;
      const { running } = await app.get(JobQueue).statistics(INTERVAL_QUEUE);
      say(running > 0 ? state.message : `${state.message} It waits for a worker: the service has to run.`); // prettier-ignore
      bar.show(state.progress / 100);
      await delay(LOOK_SECONDS * 1000, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Error('Interrupted. The service still makes the clip; run the command again to get it.', { cause: error }); // prettier-ignore
  } finally {
    bar.clear();
  }
}

async function save(
  storage: ClipStorage,
  { fileName }: CompletedInterval,
  output: string,
): Promise<void> {
  const files = new TemporaryFiles(besides(output), basename(output));
  try {
    const saved = await storage.withLocalFile(fileName, async (path) => {
      const temporary = files.path('mp4');
      await copyFile(path, temporary, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      await putInPlace(temporary, output);
      return true;
    });
    if (!saved) throw new Error('The clip has just been removed. Run the command again.');
  } finally {
    await files.discard();
  }
}

function factsOf({ cameraId, startsAt, endsAt, made }: IntervalClip, output: string) {
  const { sha256, bytes, frames, method, gaps, note, durationSeconds } = made!;
  return {
    ...{ file: output, camera_id: cameraId, starts_at: made!.startsAt, ends_at: made!.endsAt },
    ...{ requested_starts_at: startsAt, requested_ends_at: endsAt, gaps, method, frames },
    ...{ duration_seconds: durationSeconds, file_size_bytes: bytes, sha256, message: note },
  };
}

function linesOf({ made }: IntervalClip, output: string): string[] {
  const { method, frames, durationSeconds, bytes, startsAt, endsAt, gaps, note } = made!;
  return [
    shownText(output),
    method,
    `${frames} frames, ${durationSeconds.toFixed(3)} s, ${bytes} bytes`,
    `${iso(Date.parse(startsAt))} to ${iso(Date.parse(endsAt))}`,
    ...gaps.map(({ starts_at, ends_at }) => `gap: ${starts_at} to ${ends_at}`),
    ...(note ? [shownText(note)] : []),
  ];
}
