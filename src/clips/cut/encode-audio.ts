import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import type { AudioJob } from './cut-types.js';

const BITS_PER_CHANNEL = 64_000;

/** Encodes a clip's audio to AAC (ADTS), silence where there is none, into `output`. */
export async function encodeAudio(
  runner: FfmpegRunner,
  job: AudioJob,
  output: string,
  signal?: AbortSignal,
): Promise<void> {
  await runner.ffmpeg(audioArguments(job, output), { ...(signal && { signal }) });
}

export function audioArguments(job: AudioJob, output: string): string[] {
  const { inputs, lead, sampleRate, channels, durationSeconds } = job;
  const layout = channels === 1 ? 'mono' : 'stereo';
  // Silence fills the gaps, and a sample's number becomes its time.
  const aligned = inputs.map(
    (_, i) =>
      `[${i}:a]aresample=${sampleRate}:ochl=${layout}:async=1:min_hard_comp=0.005:first_pts=0[a${i}]`,
  );
  const labels = inputs.map((_, i) => `[a${i}]`).join('');
  const mix =
    `${labels}amix=inputs=${inputs.length}:normalize=0,` +
    `atrim=start=${lead}:end=${(lead + durationSeconds).toFixed(6)},asetpts=PTS-STARTPTS[out]`;
  return [
    '-copyts',
    ...inputs.flatMap((path) => localInput(path, 'mov')),
    ...['-filter_complex', [...aligned, mix].join(';'), '-map', '[out]'],
    ...['-c:a', 'aac', '-b:a', String(BITS_PER_CHANNEL * channels), '-ar', String(sampleRate)],
    ...['-f', 'adts', '-y', output],
  ];
}
