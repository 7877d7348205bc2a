import type { Event } from '../records/event.entity.js';
import { dueAt, type FootageFile } from './footage-file.js';
import type { FootageDetection, FootageRecording } from './footage-source.js';

export function recordingFile({ id, filePath, identity = null }: FootageRecording): FootageFile {
  return { kind: 'recording', id, filePath, identity, dueAt: null };
}

export function stillFile(detection: FootageDetection): FootageFile {
  const { id, filePath, identity = null, registeredAt, detectedAt } = detection;
  return { kind: 'still', id, filePath, identity, dueAt: dueAt(registeredAt, detectedAt) };
}

/** The event's own video; null where it has none. */
export function videoFile(
  event: Pick<
    Event,
    'id' | 'videoPath' | 'videoIdentity' | 'registeredAt' | 'startedAt' | 'endedAt'
  >,
): FootageFile | null {
  const { id, videoPath, videoIdentity, registeredAt, startedAt, endedAt } = event;
  if (videoPath === null) return null;
  return {
    ...{ kind: 'video', id, filePath: videoPath, identity: videoIdentity ?? null },
    dueAt: dueAt(registeredAt, endedAt ?? startedAt),
  };
}
