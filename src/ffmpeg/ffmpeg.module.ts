import { Module } from '@nestjs/common';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { ConfigurableModuleClass } from './ffmpeg.module-definition.js';
import { MediaProbe } from './media-probe.js';

/** The one door to FFmpeg; every other room runs it through the runner exported here. */
@Module({ providers: [FfmpegRunner, MediaProbe], exports: [FfmpegRunner, MediaProbe] })
export class FfmpegModule extends ConfigurableModuleClass {}
