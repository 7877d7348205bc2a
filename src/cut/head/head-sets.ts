import { SmartCutNotPossible } from '../cut-errors.js';
import type { PlannedSegment } from '../plan/cut-planner.js';
import type { HeadJob } from '../cut-types.js';
import { nalType, NalType, splitAnnexB } from '../../formats/h264/nal.js';
import { ParameterSets } from '../../formats/h264/parameter-sets.js';
import { isParameterSet, isPicture } from '../source/video-stream.js';

const PROFILES = { 66: 'baseline', 77: 'main', 100: 'high' } as const;

/** Encoder jobs for the heads of a clip, each under parameter set ids that nothing else in it uses. */
export function headJobs(planned: readonly PlannedSegment[]): { segment: number; job: HeadJob }[] {
  const inUse = new ParameterSets();
  for (const { sets } of planned) for (const nal of sets.all()) inUse.add(nal);
  const ids = inUse.freeIds();
  return planned.flatMap(({ head, sps }, segment) => {
    if (!head) return [];
    const setId = ids.shift();
    if (setId === undefined) throw new SmartCutNotPossible('parameter_sets');
    const frames = head.times.length;
    const job: HeadJob = {
      ...{ stream: head.stream, skip: head.skip, frames, setId },
      frameRate: Number((frames / (head.endsAt - head.times[0]!)).toFixed(3)),
      profile: PROFILES[sps.profile as keyof typeof PROFILES],
      ...{ fullRange: sps.fullRange, primaries: sps.primaries },
      ...{ transfer: sps.transfer, matrix: sps.matrix },
    };
    return [{ segment, job }];
  });
}

/** What the encoder made of a head: its parameter sets, and the NAL units of each frame's picture. */
export interface EncodedHead {
  sets: Uint8Array[];
  frames: Uint8Array[][];
}

/** Throws `SmartCutNotPossible` unless there are as many frames as the source has. */
export function readHead(stream: Uint8Array, frameCount: number): EncodedHead {
  const sets: Uint8Array[] = [];
  const frames: Uint8Array[][] = [];
  for (const nal of splitAnnexB(stream)) {
    if (nalType(nal) === NalType.delimiter) frames.push([]);
    if (isParameterSet(nal)) sets.push(nal);
    if (isPicture(nal)) frames.at(-1)?.push(nal);
  }
  if (frames.length !== frameCount || frames.some((nals) => nals.length === 0)) {
    throw new SmartCutNotPossible('head_frames');
  }
  return { sets, frames };
}
