import { writeAudioFiles } from '../audio/audio-files.js';
import { type AudioPlan, copiedAudio, encodedAudio, planAudio } from '../audio/clip-audio.js';
import type { GivenHead } from '../compare/compare-head.js';
import { compareClip } from '../compare/compare-clip.js';
import { type PlannedSegment, planSegments } from '../plan/cut-planner.js';
import { clipTimeOf, endOf, sourceRuns } from '../plan/clip-line.js';
import type {
  AudioJob,
  ClipSize,
  CutDoubt,
  CutPart,
  CutPlan,
  CutResult,
  CutSegment,
  CutSource,
  SourcePart,
} from '../cut-types.js';
import { headJobs, readHead } from '../head/heads.js';
import type { AudioStream } from '../source/audio-stream.js';
import { type PacketSum, packetSumsOf } from '../source/packet-sums.js';
import { Sources } from '../source/sources.js';
import type { Ending } from '../../formats/demuxer.js';
import { DoubtfulEnding } from '../source/video-stream.js';
import { clipSets } from '../write/clip-sets.js';
import type { ReadySegment } from '../write/video-samples.js';
import { SignedGops } from '../write/signed-gops.js';
import { frameCount, writeClip } from '../write/write-clip.js';

/** Each report wakes the service. */
const PROGRESS_INTERVAL_MS = 100;

/**
 * The work of the process that cuts, which parses bytes that may be hostile. The steps of one cut share the
 * files that `plan` opens, until `close`.
 */
export class CutTasks {
  private segments: PlannedSegment[] = [];
  private heads: CutPlan['heads'] = [];
  private audio: AudioPlan | null = null;

  constructor(
    private readonly onProgress: (fraction: number) => void,
    private readonly sources = new Sources(),
  ) {}

  async plan(segments: CutSegment[], withAudio: boolean): Promise<CutPlan | CutDoubt> {
    try {
      this.segments = await planSegments(this.sources, segments);
    } catch (error) {
      if (!(error instanceof DoubtfulEnding)) throw error;
      const { stream } = error;
      const { source, codec } = stream;
      const { path, piece } = source;
      return {
        source: { path, ...(piece && { piece }) },
        codec: codec.name,
        lastGop: await stream.lastGop(),
      };
    }
    this.audio = withAudio ? await planAudio(sourceRuns(this.segments)) : null;
    this.heads = headJobs(this.segments);
    return {
      heads: this.heads,
      audio: this.audio === null ? 'none' : this.audio.runs ? 'copied' : 'encoded',
    };
  }

  /** Answers a doubt, before `plan` is called again. */
  async settle(source: CutSource, ending: Ending): Promise<void> {
    (await this.sources.open(source)).ending = ending;
  }

  /** The packets of a part of a file's video, and those around it. */
  async packetSums(part: SourcePart): Promise<PacketSum[]> {
    this.sources.expect([part]);
    return packetSumsOf(await this.sources.open(part), part.fromSeconds, part.toSeconds);
  }

  writeAudio(path: string): Promise<AudioJob> {
    return writeAudioFiles(sourceRuns(this.segments), this.audio!.streams, path);
  }

  /**
   * @param heads the encoded heads, by segment
   * @param audioPath encoded audio; null where it is copied, or there is none
   */
  async write(
    output: string,
    heads: Map<number, Uint8Array>,
    audioPath: string | null,
  ): Promise<CutResult> {
    const segments = this.segments.map((segment, i): ReadySegment => {
      const job = this.heads.find((head) => head.segment === i)?.job;
      const encoded = job ? readHead(segment, heads.get(i)!, job.setId) : null;
      return { ...segment, encoded, signed: new SignedGops(segment.stream.codec) };
    });
    const frames = segments.reduce((sum, segment) => sum + frameCount(segment), 0);
    const durationSeconds = endOf(segments);
    const audio = audioPath
      ? await encodedAudio(audioPath, durationSeconds)
      : this.audio?.runs
        ? await copiedAudio(
            sourceRuns(segments),
            this.audio.streams as AudioStream[],
            this.audio.runs,
          )
        : null;
    let [written, reportedAt] = [0, performance.now()];
    const sets = clipSets(segments);
    await writeClip(output, segments, sets, audio, () => {
      written += 1;
      const now = performance.now();
      if (now - reportedAt < PROGRESS_INTERVAL_MS) return;
      reportedAt = now;
      this.onProgress(written / frames);
    });
    const parts = segments.map((segment, i) => partOf(segment, sets.tailSetIds[i]!));
    const encodedFrames = parts.reduce((sum, part) => sum + part.encodedFrames, 0);
    return {
      method: encodedFrames === 0 ? 'copy' : encodedFrames === frames ? 'transcode' : 'smart',
      ...{ frames, encodedFrames, copiedFrames: frames - encodedFrames, durationSeconds },
      rotation: await segments[0]!.stream.source.video.track.getRotation(),
      videoCodec: sets.track.codecString,
      audio: audioPath ? 'encoded' : audio ? 'copied' : 'none',
      parts,
    };
  }

  /**
   * Throws `ClipDiffers` where the written clip is not what the result and the recordings say.
   *
   * @param decoded how many pictures the encoder of each head decoded, by segment
   */
  async compare(
    path: string,
    result: CutResult,
    decoded: ReadonlyMap<number, number>,
  ): Promise<ClipSize> {
    const heads = this.segments.map((_, i): GivenHead | null => {
      const job = this.heads.find(({ segment }) => segment === i)?.job;
      return job ? { stream: job.stream, skip: job.skip, decoded: decoded.get(i) ?? 0 } : null;
    });
    const sources = this.segments.map(({ stream }) => stream.source);
    return compareClip(path, sources, heads, result);
  }

  close(): Promise<void> {
    this.sources.close();
    this.segments = [];
    this.heads = [];
    this.audio = null;
    return Promise.resolve();
  }
}

function partOf(segment: ReadySegment, tailSetId: number | null): CutPart {
  const { stream, runs, head, tail } = segment;
  const last = runs.at(-1)!;
  const signed = segment.signed.preserved(last.toSeconds - last.shiftSeconds);
  return {
    runs: runs.map(({ fromSeconds, toSeconds, shiftSeconds: shift }) => ({
      fromSeconds: fromSeconds - shift - stream.startSeconds,
      toSeconds: toSeconds - shift - stream.startSeconds,
    })),
    coveredFromSeconds: segment.coveredFromSeconds - stream.startSeconds,
    atSeconds: runs[0]!.fromSeconds,
    copiedAtSeconds: tail && clipTimeOf(runs, tail.packet.timestamp),
    signed: signed && {
      fromSeconds: signed.fromSeconds - stream.startSeconds,
      toSeconds: signed.toSeconds - stream.startSeconds,
    },
    encodedFrames: head?.times.length ?? 0,
    copiedFrames: tail?.times.length ?? 0,
    ...(tailSetId !== null && { tailSetId }),
  };
}
