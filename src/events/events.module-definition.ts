import type { FootageSource } from './footage/footage-source.js';

export interface EventsModuleOptions {
  /** The IANA zone of local times in the paths of footage files. */
  cameraTimezone: string;
  /** Where footage is looked up. Default: the footage registered with this service. */
  footageSource?: FootageSource;
}

export const EVENTS_OPTIONS = Symbol('EventsModuleOptions');
