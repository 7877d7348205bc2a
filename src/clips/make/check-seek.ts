import { Logger } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { shownName } from '../../common/shown-name.js';
import { SmartCutNotPossible } from '../../cut/cut-errors.js';
import { readPackets } from '../../cut/read-packets.js';
import type { PacketSum } from '../../cut/source/packet-sums.js';
import type { FfmpegRunner } from '../../ffmpeg/ffmpeg-runner.js';
import { localInput } from '../../ffmpeg/local-input.js';
import { demuxerNamed } from '../../formats/demuxers.js';
import { onClipsFolder } from '../../isolation/clips-folder.js';
import type { FilePart } from '../model/interval.js';
import { comparePackets } from './compare-packets.js';
import { DemuxedPackets } from './demuxed-packets.js';
import { packetReport, type TickRange, type Transcode } from './transcode-arguments.js';

/** Decoding begins at a keyframe in this time before a part, unless there is none. */
const BEFORE_SECONDS = 5;
/** FFmpeg reports packets in decode order, which may differ by less from that of their times. */
const MARGIN_SECONDS = 1;
const TIMEOUT_MS = 600_000;

export interface SeekCheckOptions {
  readonly signal?: AbortSignal | undefined;
  readonly stalledAfterMs?: number | undefined;
}

/**
 * Whether the packets that FFmpeg decoded after a seek are those that the file has at their times. They are compared
 * with what the service reads itself. Where that does not decide, since it does not read such files or they are damaged,
 * they are compared with what FFmpeg reads from the beginning of the file on, without decoding.
 */
export async function isSeekRight(
  runner: FfmpegRunner,
  job: Transcode,
  range: TickRange,
  options: SeekCheckOptions = {},
): Promise<boolean> {
  const { startTimeSeconds } = job.facts.video;
  const read = new DemuxedPackets(startTimeSeconds);
  read.push(await onClipsFolder(() => readFile(job.packetsPath, 'latin1')));
  const [first] = read.packets;
  if (!first) return false;
  const fromSeconds = Math.max(first.seconds, job.fromSeconds - BEFORE_SECONDS);
  const part = { fromSeconds, toSeconds: job.toSeconds };
  const known = await knownPackets(job, part, options);
  const compared = known === null ? 'uncertain' : comparePackets(read.packets, known, part);
  const isRight =
    compared === 'uncertain'
      ? comparePackets(
          read.packets,
          await fromBeginning(runner, job, range, part, options),
          part,
        ) === 'same'
      : compared === 'same';
  if (!isRight) {
    new Logger('Clips').warn(
      `FFmpeg gave packets of ${shownName(job.path)} other times after a seek, so it reads from further back`,
    );
  }
  return isRight;
}

/** Null where such a file is not read without FFmpeg. */
async function knownPackets(
  { path, piece, facts }: Transcode,
  part: FilePart,
  { signal }: SeekCheckOptions,
): Promise<PacketSum[] | null> {
  if (!demuxerNamed(facts.demuxer)?.packets) return null;
  const source = { path, ...(piece && { piece }), facts };
  try {
    return await readPackets({ ...source, ...part }, { signal, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (error instanceof SmartCutNotPossible) return null;
    throw error;
  }
}

async function fromBeginning(
  runner: FfmpegRunner,
  job: Transcode,
  range: TickRange,
  { fromSeconds }: FilePart,
  { signal, stalledAfterMs }: SeekCheckOptions,
): Promise<PacketSum[]> {
  const { path, piece, facts } = job;
  const found = new DemuxedPackets(facts.video.startTimeSeconds, fromSeconds - MARGIN_SECONDS);
  const input = ['-copyts', ...localInput(path, facts.demuxer, [], piece)];
  await runner.ffmpeg([...input, ...packetReport(job, range, 'pipe:1')], {
    ...(signal && { signal }),
    ...(stalledAfterMs !== undefined && { stalledAfterMs }),
    onOutput: (chunk) => found.push(chunk.toString('latin1')),
  });
  return found.packets;
}
