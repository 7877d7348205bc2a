import { Injectable, Logger } from '@nestjs/common';
import type { VideoCodecChoice } from '../model/clip-options.js';
import type { ClipSources } from '../footage/clip-sources.js';

/** More cameras than an installation has. */
const MAX_CAMERAS = 10_000;

/** Reports cameras whose HEVC is encoded as H.264 because of the default, once for each while the process runs. */
@Injectable()
export class EncodedCameras {
  private readonly logger = new Logger('Clips');
  private readonly reported = new Set<string>();

  /** @param codec of the request, and of the configuration */
  note(
    cameraId: string,
    sources: ClipSources,
    codec: { readonly requested: VideoCodecChoice; readonly configured: VideoCodecChoice },
  ): void {
    const isDefault = codec.requested === 'h264' && codec.configured === 'h264';
    if (!isDefault || !hasHevc(sources)) return;
    if (this.reported.has(cameraId) || this.reported.size >= MAX_CAMERAS) return;
    this.reported.add(cameraId);
    this.logger.log({
      msg:
        'HEVC of this camera is encoded as H.264, which takes tens of times the CPU time of a copy and loses quality. ' +
        'CLIP_VIDEO_CODEC=original keeps it, for viewers whose devices play HEVC',
      camera_id: cameraId,
    });
  }
}

function hasHevc(sources: ClipSources): boolean {
  return (
    sources.kind === 'video' &&
    sources.segments.some(({ source }) => source.facts.video.codec === 'hevc')
  );
}
