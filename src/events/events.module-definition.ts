import type { ClockOption } from '../common/clock.js';
import type { FootageSource } from './footage/footage-source.js';

export interface EventsModuleOptions extends ClockOption {
  /** The IANA zone of local times in the paths of footage files. */
  cameraTimezone: string;
  /** How the paths of footage files write their start, such as `%path/%Y-%m-%d_%H-%M-%S`. Default: as known. */
  cameraFilePattern?: string | null;
  /** How many seconds after now an event or a recording may start. Default: a day. */
  maxFutureSeconds?: number;
  /** Where footage is looked up. Default: the footage registered with this service. */
  footageSource?: FootageSource;
  /**
   * Whether this process looks once a minute whether cameras have fallen silent. It needs the `SchedulerRegistry` of
   * an application that imports `ScheduleModule.forRoot()`. Default false.
   */
  watchesCameras?: boolean;
  /**
   * Whether this process examines registered files soon after their registration, so that one that replaces them
   * is noticed. Default true, unless the host has its own footage.
   */
  examinesFiles?: boolean;
}

export const EVENTS_OPTIONS = Symbol('EventsModuleOptions');
