import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface MediaModuleOptions {
  /** Folders that footage may be read from. One that does not exist yet may appear later. */
  mediaRoots: string[];
  /** The folder that finished clips are kept in, made at start where it is missing. */
  clipsDirectory: string;
}

/** Global unless told otherwise: the rooms that read footage or publish clips share one instance. */
export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: MEDIA_OPTIONS } =
  new ConfigurableModuleBuilder<MediaModuleOptions>()
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
