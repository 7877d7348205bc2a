import type { FootageSource } from './footage-source.js';

export interface EventsModuleOptions {
  /** The IANA zone of local times in the names of footage files. */
  cameraTimezone: string;
  /** Which files show what. Default: those registered here. */
  footageSource?: FootageSource;
}

export const EVENTS_OPTIONS = Symbol('EventsModuleOptions');
