import { Injectable, type PipeTransform } from '@nestjs/common';
import { EventClipsError } from '../../common/event-clips-error.js';
import { MAX_NAME_CHARACTERS } from '../fields.js';

/** The id of a camera in a path. It may contain any character, `/` as `%2F`. */
@Injectable()
export class CameraIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    if (id.length <= MAX_NAME_CHARACTERS) return id;
    throw new EventClipsError(
      'VALIDATION_FAILED',
      400,
      `camera_id must have at most ${MAX_NAME_CHARACTERS} characters`,
    );
  }
}
