import {
  ConfigurableModuleBuilder,
  type ConfigurableModuleCls,
  type DynamicModule,
  type Type,
} from '@nestjs/common';

/** What every room with routes takes beside its own options. */
export interface RoomExtras {
  /** Whether its services are there for every module. Default true. */
  isGlobal?: boolean;
  /** Whether it answers HTTP. Default true; false for a node that only works, or a host with routes of its own. */
  http?: boolean;
}

/** The base class of a room's module: `forRoot` and `forRootAsync`, and routes that can be left out. */
export function room<Options>(
  optionsInjectionToken: symbol,
  controllers: Type[],
): ConfigurableModuleCls<Options, 'forRoot', 'create', RoomExtras> {
  return new ConfigurableModuleBuilder<Options>({ optionsInjectionToken })
    .setClassMethodName('forRoot')
    .setExtras<RoomExtras>({}, (module: DynamicModule, { isGlobal = true, http = true }) => ({
      ...module,
      global: isGlobal,
      ...(http && { controllers }),
    }))
    .build().ConfigurableModuleClass;
}
