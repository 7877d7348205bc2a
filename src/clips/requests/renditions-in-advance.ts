import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { JobQueue } from '../../jobs/job-queue.js';
import { ClipsOptions } from '../clips.module-definition.js';
import { PRIORITY_AUTOMATIC } from '../model/clip-job.js';
import { needsRendition } from '../model/needed-renditions.js';
import { RENDITION_QUEUE } from '../model/rendition-job.js';
import { ClipCompletion } from '../records/clip-completion.js';
import { ClipRenditions } from '../records/clip-renditions.js';
import type { Clip } from '../records/clip.entity.js';

/** Schedules the renditions that are made of each clip without a request, in the transaction that records the clip. */
@Injectable()
export class RenditionsInAdvance implements OnModuleInit {
  constructor(
    private readonly options: ClipsOptions,
    private readonly completion: ClipCompletion,
    private readonly renditions: ClipRenditions,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    if (this.options.renditionsInAdvance.length === 0) return;
    this.completion.use((clip, manager) => this.schedule(clip, manager));
  }

  private async schedule(clip: Clip, manager: EntityManager): Promise<void> {
    const { renditionsInAdvance, notifyMaxBytes, queueLimit } = this.options;
    if (clip.format !== 'mp4') return;
    const names = renditionsInAdvance.filter((name) => needsRendition(clip, name, notifyMaxBytes));
    if (names.length === 0) return;
    // Half of the places are kept for requests. What is left out here is made when it is first requested.
    const { queued } = await this.queue.statistics(RENDITION_QUEUE, manager);
    if (queued >= queueLimit / 2) return;
    for (const name of names) {
      await this.renditions.schedule(clip, name, PRIORITY_AUTOMATIC, manager);
    }
  }
}
