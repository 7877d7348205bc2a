import type { INestApplicationContext } from '@nestjs/common';
import { resolve } from 'node:path';
import { CameraClipsService } from '../clips/api/camera-clips.service.js';
import type { CameraClipQuery } from '../clips/api/dto/camera-clip.dto.js';
import { INTERVAL_QUEUE } from '../clips/model/interval-clip.js';
import { iso } from '../clips/model/interval.js';
import type { IntervalClip } from '../clips/records/interval-clip.entity.js';
import type { CompletedInterval } from '../clips/requests/interval-requests.js';
import { AuditTrail } from '../common/audit/audit-trail.js';
import { shownJson, shownText } from '../common/shown-name.js';
import { ClipStorage } from '../media/storage/clip-storage.js';
import { refuseToReplace } from './output-file.js';
import { saveStored } from './save-stored.js';
import { LOOK_SECONDS, untilMade } from './until-made.js';
import { withApplication } from './with-application.js';

export interface CameraCut {
  readonly cameraId: string;
  readonly query: CameraClipQuery;
  readonly output: string;
  readonly json: boolean;
}

/** Saves what a camera has recorded in an interval. The service makes the clip, as it does for calls. */
export async function cutCamera({ cameraId, query, json, ...cut }: CameraCut): Promise<void> {
  if (query.to <= query.from) throw new RangeError('--to must be later than --from.');
  const output = resolve(cut.output);
  await refuseToReplace(output);
  const clip = await withApplication(async (app, signal) => {
    const made = await whenMade(app, cameraId, query, signal);
    if (!(await saveStored(app.get(ClipStorage), made.fileName, output))) {
      throw new Error('The clip has just been removed. Run the command again.');
    }
    const { startsAt, endsAt } = made.clip;
    app.get(AuditTrail).note({
      ...{ action: 'camera_clip.downloaded', cameraIds: [cameraId], startsAt, endsAt },
    });
    return made.clip;
  });
  console.log(json ? shownJson(factsOf(clip, output)) : linesOf(clip, output).join('\n'));
}

function whenMade(
  app: INestApplicationContext,
  cameraId: string,
  query: CameraClipQuery,
  signal: AbortSignal,
): Promise<CompletedInterval> {
  const clips = app.get(CameraClipsService);
  return untilMade<CompletedInterval>(app, {
    queue: INTERVAL_QUEUE,
    look: async () => {
      const state = await clips.find(cameraId, query, LOOK_SECONDS, signal);
      return state.status === 'completed' ? { made: state } : state;
    },
    interrupted: 'The service still makes the clip; run the command again to get it.',
    signal,
  });
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
