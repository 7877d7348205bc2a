import type { INestApplicationContext, Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { accessOf, type Scope } from '../common/http/access.js';
import type { EventClipsError } from '../common/event-clips-error.js';
import { thrownBy } from '../common/http/throws.js';

/** What the code declares about a route besides its parameters and answers. */
export interface RouteFacts {
  /** @param method of the request, such as `GET` */
  access(method: string): Scope | 'public';
  /** The errors that the route declares, as samples. */
  thrown: EventClipsError[];
}

/** Every route of the application, by the operation id that the Swagger module gives it. */
export function routesOf(app: INestApplicationContext): Map<string, RouteFacts> {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Type] : []));
  return new Map(
    controllers.flatMap((controller) => {
      const prototype = controller.prototype as Record<string, () => unknown>;
      return scanner.getAllMethodNames(prototype).map((name): [string, RouteFacts] => {
        const targets = [prototype[name]!, controller];
        return [
          `${controller.name}_${name}`,
          {
            access: (method) => accessOf(reflector, targets, method),
            thrown: thrownBy(reflector, targets),
          },
        ];
      });
    }),
  );
}
