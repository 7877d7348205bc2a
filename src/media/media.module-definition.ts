import { ConfigurableModuleBuilder } from '@nestjs/common';
import { applyExtras, ROOM_EXTRAS } from '../common/with-routes.js';

export interface MediaModuleOptions {
  /** Folders that footage may be read from. One that does not exist yet may appear later. */
  mediaRoots: string[];
  /** The folder that finished clips are kept in, made at start where it is missing. */
  clipsDirectory: string;
}

/** Global unless told otherwise: the rooms that read footage or publish clips share one instance. */
export const {
  ConfigurableModuleClass,
  OPTIONS_TYPE,
  ASYNC_OPTIONS_TYPE,
  MODULE_OPTIONS_TOKEN: MEDIA_OPTIONS,
} = new ConfigurableModuleBuilder<MediaModuleOptions>()
  .setClassMethodName('forRoot')
  .setExtras(ROOM_EXTRAS, applyExtras)
  .build();
