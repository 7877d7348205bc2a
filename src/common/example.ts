import { ApiSchema, type ApiSchemaOptions } from '@nestjs/swagger';

/** What stands in JSON for a value: instants are text on the wire. */
export type Wire<T> = T extends Date
  ? string
  : T extends object
    ? { [K in keyof T]: Wire<T[K]> }
    : T;

/** A whole body of this class, for the contract. All examples tell of one event, 123 of `front-door`. */
export function Example(body: object): ClassDecorator {
  // The types lack examples of whole schemas; the decorator itself passes on whatever a schema may have.
  return ApiSchema({ example: body } as ApiSchemaOptions);
}
