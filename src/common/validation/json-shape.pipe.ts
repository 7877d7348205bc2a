import { Injectable, type PipeTransform } from '@nestjs/common';
import { EventClipsError } from '../event-clips-error.js';
import { UnusableTextError } from '../request-errors.js';

const MAX_DEPTH = 32;

/**
 * Refuses JSON that the layers below cannot process: nested deeper than 32 levels (class-transformer
 * recurses), text with NUL or an unpaired surrogate (PostgreSQL stores neither), and the property names
 * of `Object.prototype`.
 */
@Injectable()
export class JsonShapePipe implements PipeTransform {
  transform(value: unknown): unknown {
    const pending: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      if (typeof next.value === 'string') checkText(next.value);
      if (typeof next.value !== 'object' || next.value === null) continue;
      const depth = next.depth + 1;
      if (depth > MAX_DEPTH) refuse(`The body may be nested at most ${MAX_DEPTH} levels deep.`);
      for (const [key, child] of Object.entries(next.value)) {
        checkText(key);
        // class-transformer drops these without an error; every other unknown field is refused.
        if (key in Object.prototype) refuse(`property ${key} should not exist`);
        pending.push({ value: child, depth });
      }
    }
    return value;
  }
}

function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw new UnusableTextError();
}

function refuse(message: string): never {
  throw new EventClipsError('VALIDATION_FAILED', 400, message);
}
