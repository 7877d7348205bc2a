import { availableParallelism } from 'node:os';
import type { RenditionName } from '../media/storage/clip-file.js';
import type { ClipCut, VideoCodecChoice } from './model/clip-options.js';
import type { ClipsModuleOptions } from './clips.options.js';

export const CLIPS_OPTIONS = Symbol('ClipsModuleOptions');

/** The module's options with every default filled in. */
export abstract class ClipsOptions implements Required<Omit<ClipsModuleOptions, 'clock'>> {
  abstract readonly enabled: boolean;
  abstract readonly preRollSeconds: number;
  abstract readonly postRollSeconds: number;
  abstract readonly waitSeconds: number;
  abstract readonly timeoutSeconds: number;
  abstract readonly concurrency: number;
  abstract readonly worker: boolean;
  abstract readonly cut: ClipCut;
  abstract readonly videoCodec: VideoCodecChoice;
  abstract readonly gifMaxSeconds: number;
  abstract readonly footageGraceSeconds: number;
  abstract readonly autoGenerate: boolean;
  abstract readonly queueLimit: number;
  abstract readonly startsPerMinute: number;
  abstract readonly gaps: 'skip' | 'fail';
  abstract readonly intervalClipsMaxBytes: number;
  abstract readonly intervalClipsTtlHours: number;
  abstract readonly notifyMaxBytes: number;
  abstract readonly renditionsInAdvance: readonly RenditionName[];
  abstract readonly cameraTimezone: string;
  abstract readonly cameraFilePattern: string | null;
}

export function withDefaults(options: ClipsModuleOptions): ClipsOptions {
  return {
    enabled: true,
    preRollSeconds: 5,
    postRollSeconds: 5,
    waitSeconds: 10,
    timeoutSeconds: 600,
    concurrency: Math.max(1, Math.floor(availableParallelism() / 2)),
    worker: true,
    cut: 'smart',
    videoCodec: 'h264',
    gifMaxSeconds: 60,
    footageGraceSeconds: 120,
    autoGenerate: false,
    queueLimit: 1000,
    startsPerMinute: 600,
    gaps: 'skip',
    intervalClipsMaxBytes: 5_000_000_000,
    intervalClipsTtlHours: 24,
    notifyMaxBytes: 5_000_000,
    renditionsInAdvance: [],
    cameraTimezone: 'UTC',
    cameraFilePattern: null,
    ...options,
  };
}
