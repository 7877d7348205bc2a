import { Module } from '@nestjs/common';
import { FfmpegRunner } from './ffmpeg-runner.js';
import { ConfigurableModuleClass } from './ffmpeg.module-definition.js';

/** FFmpeg for all other modules: they start it through the runner exported here alone. */
@Module({ providers: [FfmpegRunner], exports: [FfmpegRunner] })
export class FfmpegModule extends ConfigurableModuleClass {}
