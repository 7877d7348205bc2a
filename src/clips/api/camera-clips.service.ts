import { Injectable } from '@nestjs/common';
import { StartLimits } from '../../events/placing/start-limits.js';
import type { Exchange } from '../../media/serving/file-answers.js';
import { MadeFiles, type Pending } from '../../media/serving/made-files.js';
import { MediaLinks } from '../../media/serving/media-links.js';
import { MediaTypes } from '../../media/serving/media-types.js';
import { safeFileName } from '../../media/serving/safe-file-name.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { videoCodecOf } from '../model/clip-video-codec.js';
import { iso } from '../model/interval.js';
import { checkedInterval } from '../model/interval-bounds.js';
import type { WantedInterval } from '../model/interval-clip.js';
import type { IntervalClip } from '../records/interval-clip.entity.js';
import { type CompletedInterval, IntervalRequests } from '../requests/interval-requests.js';
import { CameraTitles } from './camera-titles.js';
import type {
  CameraClipFileQuery,
  CameraClipQuery,
  CameraClipResponse,
} from './dto/camera-clip.dto.js';

/** Clips of cameras by time alone: how they are requested, described and sent. */
@Injectable()
export class CameraClipsService {
  constructor(
    private readonly options: ClipsOptions,
    private readonly limits: StartLimits,
    private readonly requests: IntervalRequests,
    private readonly files: MadeFiles,
    private readonly types: MediaTypes,
    private readonly titles: CameraTitles,
    private readonly links: MediaLinks,
  ) {}

  /**
   * Sends the clip, or says that it is being made.
   *
   * @throws IntervalClipTooLongError, IntervalInFutureError, what `IntervalRequests.request` throws,
   * PreconditionFailedError, RangeNotSatisfiableError
   */
  async send(
    cameraId: string,
    query: CameraClipFileQuery,
    waitSeconds = this.options.waitSeconds,
    exchange: Exchange,
  ): Promise<void> {
    const wanted = this.wanted(cameraId, query);
    await this.files.send<CompletedInterval>(
      (asked) => this.requests.request(wanted, asked, waitSeconds * 1000),
      async ({ clip }, file) => ({
        contentType: await this.types.of(file, 'mp4'),
        saveAs: query.download === '1' ? await this.fileNameOf(clip) : null,
        audited: {
          action: query.download === '1' ? 'camera_clip.downloaded' : 'camera_clip.viewed',
          ...{ cameraIds: [cameraId], startsAt: clip.startsAt, endsAt: clip.endsAt },
        },
        headers: headersOf(clip),
      }),
      exchange,
    );
  }

  /**
   * What is known of the clip, which is made first; or that it is being made.
   *
   * @throws as `send`
   */
  async describe(
    cameraId: string,
    query: CameraClipQuery,
    waitSeconds = this.options.waitSeconds,
    signal: AbortSignal,
  ): Promise<CameraClipResponse | Pending> {
    const state = await this.find(cameraId, query, waitSeconds, signal);
    return state.status === 'completed' ? this.answerOf(state.clip) : state;
  }

  /**
   * The clip, whose file is there if it is completed.
   *
   * @throws as `send`
   */
  find(
    cameraId: string,
    query: CameraClipQuery,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<CompletedInterval | Pending> {
    const wanted = this.wanted(cameraId, query);
    return this.files.state<CompletedInterval>(
      (asked) => this.requests.request(wanted, asked, waitSeconds * 1000),
      signal,
    );
  }

  private wanted(cameraId: string, query: CameraClipQuery): WantedInterval {
    return {
      cameraId,
      interval: checkedInterval(query.from, query.to, this.limits.latest()),
      cut: query.cut ?? this.options.cut,
      videoCodec: query.video_codec ?? this.options.videoCodec,
    };
  }

  private async fileNameOf({ cameraId, made }: IntervalClip): Promise<string> {
    const title = await this.titles.title(cameraId, new Date(made!.startsAt));
    return `${safeFileName(title)}.mp4`;
  }

  private answerOf(clip: IntervalClip): CameraClipResponse {
    const { cameraId, startsAt, endsAt, cut, videoCodec } = clip;
    const made = clip.made!;
    const query = {
      ...{ from: iso(startsAt.getTime()), to: iso(endsAt.getTime()) },
      ...{ cut, video_codec: videoCodec },
    };
    return {
      camera_id: cameraId,
      status: 'completed',
      clip_url: this.links.cameraClip(cameraId, query),
      duration_seconds: made.durationSeconds,
      generated_at: new Date(made.generatedAt),
      file_size_bytes: made.bytes,
      message: made.note,
      starts_at: new Date(made.startsAt),
      ends_at: new Date(made.endsAt),
      requested_starts_at: startsAt,
      requested_ends_at: endsAt,
      gaps: made.gaps,
      signed_video: made.signedVideo,
      method: made.method,
      video_codec: videoCodecOf(made),
      codecs: made.codecs,
      frames: made.frames,
      width: made.width,
      height: made.height,
      sha256: made.sha256,
    };
  }
}

function headersOf({ made }: IntervalClip): Record<string, string> {
  return {
    'X-Clip-Starts-At': made!.startsAt,
    'X-Clip-Ends-At': made!.endsAt,
    'X-Clip-Gap-Count': String(made!.gaps.length),
  };
}
