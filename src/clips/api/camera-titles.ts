import { Injectable } from '@nestjs/common';
import { namingOf } from '../../events/placing/camera-naming.js';
import { CameraNamings } from '../../events/records/camera-namings.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { formatLocalTime } from '../model/format-local-time.js';

/** What a person calls the footage of a camera: its id and the local time. */
@Injectable()
export class CameraTitles {
  constructor(
    private readonly options: ClipsOptions,
    private readonly namings: CameraNamings,
  ) {}

  async title(cameraId: string, at: Date): Promise<string> {
    const { timezone } = await this.namings.of(cameraId, namingOf(this.options));
    return `${cameraId} ${formatLocalTime(at, timezone)}`;
  }
}
