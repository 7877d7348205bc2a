export interface EventsModuleOptions {
  /** The IANA zone of local times in the names of footage files. */
  cameraTimezone: string;
}

export const EVENTS_OPTIONS = Symbol('EventsModuleOptions');
