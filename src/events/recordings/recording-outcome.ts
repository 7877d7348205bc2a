import { EventClipsError } from '../../common/event-clips-error.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import type { Recording } from '../records/recording.entity.js';

/** A failure of the file is an outcome. Any other error is thrown, as it concerns the whole batch. */
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
