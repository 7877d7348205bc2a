import { ConfigurableModuleBuilder } from '@nestjs/common';

export interface EventsModuleOptions {
  /** The IANA zone of local times in the names of footage files. */
  cameraTimezone: string;
}

export const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN: EVENTS_OPTIONS } =
  new ConfigurableModuleBuilder<EventsModuleOptions>({ moduleName: 'Events' })
    .setClassMethodName('forRoot')
    .setExtras({ isGlobal: true }, (definition, { isGlobal }) => ({
      ...definition,
      global: isGlobal,
    }))
    .build();
