import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import type { AudioInput, AudioJob } from '../cut-types.js';

const BITS_PER_CHANNEL = 64_000;

/** Seeking is not exact, so reading begins this much earlier and ends this much later. */
const SEEK_MARGIN_SECONDS = 2;

/** Encodes a clip's audio to AAC (ADTS), silence where there is none, into `output`. */
export async function encodeAudio(
  runner: FfmpegRunner,
  job: AudioJob,
  output: string,
  signal: AbortSignal,
): Promise<void> {
  await runner.ffmpeg(audioArguments(job, output), { signal });
}

export function audioArguments(job: AudioJob, output: string): string[] {
  const { inputs, leadSeconds: lead, sampleRate, channels, durationSeconds } = job;
  const chains = inputs.map((input, i) => `[${i}:a]${alignedAudio(input, job)}[a${i}]`);
  const labels = inputs.map((_, i) => `[a${i}]`).join('');
  const mix =
    `${labels}amix=inputs=${inputs.length}:normalize=0,` +
    `atrim=start=${lead}:end=${seconds(lead + durationSeconds)},asetpts=PTS-STARTPTS[out]`;
  return [
    '-copyts',
    ...inputs.flatMap(inputArguments),
    ...['-filter_complex', [...chains, mix].join(';'), '-map', '[out]'],
    ...['-c:a', 'aac', '-b:a', String(BITS_PER_CHANNEL * channels), '-ar', String(sampleRate)],
    ...['-f', 'adts', '-y', output],
  ];
}

function inputArguments({ path, demuxer, segment }: AudioInput): string[] {
  if (!segment) return localInput(path, demuxer);
  const from = Math.max(0, segment.fromSeconds - SEEK_MARGIN_SECONDS);
  const duration = segment.toSeconds - from + SEEK_MARGIN_SECONDS;
  return localInput(path, demuxer, ['-ss', seconds(from), '-t', seconds(duration)]);
}

/** Puts audio at its place: silence fills the gaps, so that a sample's number becomes its time. */
function alignedAudio(
  { segment }: AudioInput,
  { leadSeconds, sampleRate, channels }: AudioJob,
): string {
  const layout = channels === 1 ? 'mono' : 'stereo';
  const fill = `aresample=${sampleRate}:ochl=${layout}:async=1:min_hard_comp=0.005:first_pts=0`;
  if (!segment) return fill;
  const shift = segment.shiftSeconds + leadSeconds;
  const [start, end] = [segment.fromSeconds + shift, segment.toSeconds + shift];
  return `asetpts=PTS+${seconds(shift)}/TB,atrim=start=${seconds(start)}:end=${seconds(end)},${fill}`;
}

function seconds(value: number): string {
  return value.toFixed(6);
}
