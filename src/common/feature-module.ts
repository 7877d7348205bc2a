import {
  ConfigurableModuleBuilder,
  type ConfigurableModuleCls,
  type DynamicModule,
  type Type,
} from '@nestjs/common';

/** What every feature module takes besides its own options. */
export interface FeatureModuleExtras {
  /** Whether its providers are available to every module. Default: true. */
  isGlobal?: boolean;
  /** Whether it answers HTTP. Default: true. False for a worker, or for a host with routes of its own. */
  http?: boolean;
}

/** The base class of a feature module: it has `forRoot` and `forRootAsync`, and its routes can be left out. */
export function featureModule<Options>(
  optionsInjectionToken: symbol,
  controllers: Type[],
): ConfigurableModuleCls<Options, 'forRoot', 'create', FeatureModuleExtras> {
  return new ConfigurableModuleBuilder<Options>({ optionsInjectionToken })
    .setClassMethodName('forRoot')
    .setExtras<FeatureModuleExtras>(
      {},
      (module: DynamicModule, { isGlobal = true, http = true }) => ({
        ...module,
        global: isGlobal,
        ...(http && { controllers }),
      }),
    )
    .build().ConfigurableModuleClass;
}
