import { EventClipsError } from '../common/event-clips-error.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import type { Recording } from './recording.entity.js';

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
