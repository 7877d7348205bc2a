import type { DynamicModule, Type } from '@nestjs/common';

/** Options that every room with routes takes beside its own. */
export const ROOM_EXTRAS = {
  /** Whether its services are there for every module. Default true. */
  isGlobal: true,
  /** Whether it answers HTTP. False for a node that only works, or a host with routes of its own. */
  http: true,
};

export type RoomExtras = Partial<typeof ROOM_EXTRAS>;

/** For `setExtras` of a module's definition; the routes are added by {@link withRoutes}. */
export function applyExtras(
  definition: DynamicModule,
  { isGlobal = true }: RoomExtras,
): DynamicModule {
  return { ...definition, global: isGlobal };
}

export function withRoutes(
  module: DynamicModule,
  { http = true }: RoomExtras,
  controllers: Type[],
): DynamicModule {
  return http ? { ...module, controllers } : module;
}
