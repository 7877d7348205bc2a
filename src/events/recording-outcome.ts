import { EventClipsError } from '../common/event-clips-error.js';
import type { Recording } from './recording.entity.js';

/** What became of one recording of a batch. */
export type RecordingOutcome = { id: number } | { error: { code: string; message: string } };

/** Failures of the file itself are an outcome; whatever else went wrong concerns the whole batch. */
export async function outcomeOf(
  registered: Promise<{ recording: Recording }>,
): Promise<RecordingOutcome> {
  try {
    return { id: (await registered).recording.id };
  } catch (error) {
    if (!(error instanceof EventClipsError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}
