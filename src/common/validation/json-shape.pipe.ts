import { Injectable, type PipeTransform } from '@nestjs/common';
import { UnusableTextError } from '../request-errors.js';
import { checkCount, checkDepth, refuseBody } from './json-limits.js';

/** The largest list of the contract has as many. */
const MAX_ITEMS = 1000;
const MAX_PROPERTIES = 100;
const MAX_NAME_CHARACTERS = 100;

/**
 * Refuses JSON that the layers below cannot process: nested deeper than 32 levels (class-transformer
 * recurses), more values than any body of the contract (each is validated, which takes far longer than
 * reading it), text with NUL or an unpaired surrogate (PostgreSQL stores neither), and the property names of
 * `Object.prototype`.
 */
@Injectable()
export class JsonShapePipe implements PipeTransform {
  transform(value: unknown): unknown {
    const pending = [{ value, depth: 0, name: 'The body' }];
    let count = 1;
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (typeof next.value === 'string') checkText(next.value);
      if (typeof next.value !== 'object' || next.value === null) continue;
      const depth = next.depth + 1;
      checkDepth(depth);
      count += sizeOf(next.value, next.name);
      checkCount(count);
      for (const [key, child] of Object.entries(next.value as Record<string, unknown>)) {
        checkText(key);
        // class-transformer drops these without an error; every other unknown field is refused.
        if (key in Object.prototype) refuseBody(`property ${key} should not exist`);
        pending.push({ value: child, depth, name: key });
      }
    }
    return value;
  }
}

function sizeOf(value: object, name: string): number {
  const shown = name.slice(0, MAX_NAME_CHARACTERS);
  if (Array.isArray(value)) {
    if (value.length > MAX_ITEMS) refuseBody(`${shown} may have at most ${MAX_ITEMS} items.`);
    return value.length;
  }
  const { length } = Object.keys(value);
  if (length > MAX_PROPERTIES)
    refuseBody(`${shown} may have at most ${MAX_PROPERTIES} properties.`);
  return length;
}

function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new UnusableTextError();
}
