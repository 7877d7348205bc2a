import { ApiSchema, type ApiSchemaOptions } from '@nestjs/swagger';

/** A type as JSON carries it, with instants as text. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/**
 * An example of a whole body of the class, for the contract. Its type is checked here, so that the files
 * of examples import no classes. All examples are about one event, 123 of `front-door`.
 */
export function Example<Body extends object>(body: Body) {
  // The decorator passes on any property of a schema, but its types do not include `example`.
  const decorate = ApiSchema({ example: body } as ApiSchemaOptions);
  return <Class extends new () => object>(
    target: Class & (Body extends Wire<InstanceType<Class>> ? unknown : never),
  ): void => {
    decorate(target);
  };
}
