import type { Logger } from '@nestjs/common';
import { errorBodyOf } from '../../common/http/error-body.js';
import { EventClipsError } from '../../common/event-clips-error.js';
import { shownName } from '../../common/shown-name.js';
import type { RecordingOutcome } from './dto/recording-outcomes.dto.js';
import type { Recording } from '../records/recording.entity.js';

/**
 * A failure that one file caused is its outcome, also where it was not foreseen or the database refused its row.
 * Only a database that does not answer concerns the whole batch.
 */
export async function outcomeOf(
  path: string,
  registered: Promise<{ recording: Recording }>,
  logger: Pick<Logger, 'error'>,
): Promise<RecordingOutcome> {
  try {
    const { id, placedBy } = (await registered).recording;
    return { id, placed_by: placedBy };
  } catch (error) {
    if (error instanceof EventClipsError) return refused(error.code, error.message);
    const { code } = errorBodyOf(error);
    if (code === 'DATABASE_UNAVAILABLE') throw error;
    const file = shownName(path);
    logger.error({ msg: 'A recording could not be registered', file, err: error });
    const message = `${file} could not be registered, because the service failed. Its log has the details.`;
    return refused('INTERNAL_ERROR', message);
  }
}

function refused(code: string, message: string): RecordingOutcome {
  return { error: { code, message } };
}
