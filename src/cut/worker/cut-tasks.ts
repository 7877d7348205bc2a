import { writeAudioFiles } from '../audio/audio-files.js';
import { type AudioPlan, copiedAudio, encodedAudio, planAudio } from '../audio/clip-audio.js';
import { type PlannedSegment, planSegments } from '../plan/cut-planner.js';
import type { AudioJob, CutDoubt, CutPart, CutPlan, CutResult, CutSegment } from '../cut-types.js';
import { headJobs, readHead } from '../head/head-sets.js';
import type { AudioStream } from '../source/audio-stream.js';
import { Sources } from '../source/sources.js';
import type { Ending } from '../source/ts-end.js';
import { DoubtfulEnding } from '../source/video-stream.js';
import type { ReadySegment } from '../write/video-samples.js';
import { frameCount, writeClip } from '../write/write-clip.js';

/** Each report wakes the thread that answers requests. */
const PROGRESS_INTERVAL_MS = 100;

/**
 * What is done away from the thread that answers requests, since it parses bytes that nobody vouches for.
 * The steps of one cut share the files that `plan` opens, until `close`.
 */
export class CutTasks {
  private segments: PlannedSegment[] = [];
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
      return { path: stream.source.path, lastGop: await stream.lastGop() };
    }
    this.audio = withAudio ? await planAudio(this.segments) : null;
    return {
      heads: headJobs(this.segments),
      audio: this.audio === null ? 'none' : this.audio.runs ? 'copied' : 'encoded',
    };
  }

  /** Answers a doubt, before `plan` is asked again. */
  async settle(path: string, ending: Ending): Promise<void> {
    (await this.sources.open(path)).ending = ending;
  }

  writeAudio(path: string): Promise<AudioJob> {
    return writeAudioFiles(this.segments, this.audio!.streams, path);
  }

  /** @param heads the encoded heads, by segment; @param audioPath encoded audio, where it is encoded */
  async write(
    output: string,
    heads: Map<number, Uint8Array>,
    audioPath: string | null,
  ): Promise<CutResult> {
    const segments = this.segments.map((segment, i): ReadySegment => {
      const head = heads.get(i);
      return { ...segment, encoded: head ? readHead(head, segment.head!.times.length) : null };
    });
    const frames = segments.reduce((sum, segment) => sum + frameCount(segment), 0);
    const durationSeconds = segments.at(-1)!.endsAt;
    const audio = audioPath
      ? await encodedAudio(audioPath, durationSeconds)
      : this.audio?.runs
        ? await copiedAudio(segments, this.audio.streams as AudioStream[], this.audio.runs)
        : null;
    let [written, told] = [0, performance.now()];
    await writeClip(output, segments, audio, () => {
      written += 1;
      const now = performance.now();
      if (now - told < PROGRESS_INTERVAL_MS) return;
      told = now;
      this.onProgress(written / frames);
    });
    const parts = segments.map(partOf);
    const encodedFrames = parts.reduce((sum, part) => sum + part.encodedFrames, 0);
    return {
      method: encodedFrames === 0 ? 'copy' : encodedFrames === frames ? 'transcode' : 'smart',
      ...{ frames, encodedFrames, copiedFrames: frames - encodedFrames, durationSeconds },
      rotation: await segments[0]!.stream.source.video.track.getRotation(),
      audio: audioPath ? 'encoded' : audio ? 'copied' : 'none',
      parts,
    };
  }

  close(): Promise<void> {
    this.sources.close();
    this.segments = [];
    this.audio = null;
    return Promise.resolve();
  }
}

function partOf({ stream, shift, startsAt, endsAt, head, tail }: PlannedSegment): CutPart {
  const toFile = (time: number) => time - shift - stream.startsAt;
  return {
    ...{ startsAt: toFile(startsAt), endsAt: toFile(endsAt), at: startsAt },
    copiedAt: tail && tail.keyframe.timestamp + shift,
    encodedFrames: head?.times.length ?? 0,
    copiedFrames: tail?.times.length ?? 0,
  };
}
