import { ApiSchema, type ApiSchemaOptions } from '@nestjs/swagger';

/** A value as JSON has it: an instant is text. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;

/**
 * A whole body of the class, for the contract. It is checked where it is attached, so that the file of
 * examples needs to know no class. All examples are about one event, 123 of `front-door`.
 */
export function Example<Body extends object>(body: Body) {
  // The types lack examples of whole schemas; the decorator itself passes on whatever a schema may have.
  const decorate = ApiSchema({ example: body } as ApiSchemaOptions);
  return <Class extends new () => object>(
    target: Class & (Body extends Wire<InstanceType<Class>> ? unknown : never),
  ): void => {
    decorate(target);
  };
}
