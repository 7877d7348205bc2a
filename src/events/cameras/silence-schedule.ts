import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { Clock } from '../../common/clock.js';
import { EVENTS_OPTIONS, type EventsModuleOptions } from '../events.module-definition.js';
import { CameraSilence } from './camera-silence.js';

const JOB = 'camera silence';
const EVERY_MINUTE = '* * * * *';

/** Looks once a minute whether cameras have fallen silent. Every node does; each silence is reported once. */
@Injectable()
export class SilenceSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Cameras');
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @Inject(EVENTS_OPTIONS) private readonly options: EventsModuleOptions,
    private readonly silence: CameraSilence,
    private readonly clock: Clock,
    private readonly modules: ModuleRef,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.options.watchesCameras) return;
    const onTick = () => this.tick();
    const job = CronJob.from({
      cronTime: EVERY_MINUTE,
      onTick,
      waitForCompletion: true,
      start: true,
    });
    this.modules.get(SchedulerRegistry, { strict: false }).addCronJob(JOB, job);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private tick(): Promise<void> {
    if (!this.stopped) this.running = this.check();
    return this.running;
  }

  private async check(): Promise<void> {
    try {
      for (const { type, cameraId, newestRecordingEndsAt } of await this.silence.check(
        this.clock.now(),
      )) {
        const entry = { camera_id: cameraId, newest_recording_ends_at: newestRecordingEndsAt };
        if (type === 'silent') this.logger.warn({ msg: 'A camera has fallen silent', ...entry });
        else this.logger.log({ msg: 'A camera records again', ...entry });
      }
    } catch (error) {
      this.logger.error({ msg: 'The silence of cameras could not be checked', err: error });
    }
  }
}
