import { ConfigurableModuleBuilder } from '@nestjs/common';
import { applyExtras, ROOM_EXTRAS } from '../common/with-routes.js';

export interface EventsModuleOptions {
  /** The IANA zone of local times in the names of footage files. */
  cameraTimezone: string;
}

export const {
  ConfigurableModuleClass,
  OPTIONS_TYPE,
  ASYNC_OPTIONS_TYPE,
  MODULE_OPTIONS_TOKEN: EVENTS_OPTIONS,
} = new ConfigurableModuleBuilder<EventsModuleOptions>({ moduleName: 'Events' })
  .setClassMethodName('forRoot')
  .setExtras(ROOM_EXTRAS, applyExtras)
  .build();
