import { BadRequestException, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Leaves path parameters as text, since `Number` would accept `0x1` and `1e3` as ids. */
class ContractValidationPipe extends ValidationPipe {
  protected override transformPrimitive(value: unknown): unknown {
    return value;
  }
}

/** The contract's validation: types as declared, unknown fields refused. */
export const contractValidation = new ContractValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  transform: true,
  exceptionFactory: (errors) => new BadRequestException(firstSentences(errors)),
});

const MAX_SENTENCES = 50;
const MAX_CHARACTERS = 300;

/** What is wrong with a body: the first fifty errors, and a line that says that there are more. */
function firstSentences(errors: readonly ValidationError[]): string[] {
  const found: string[] = [];
  for (const error of errors) {
    for (const sentence of sentences(error)) {
      if (found.length === MAX_SENTENCES) {
        return [...found, `Only the first ${MAX_SENTENCES} errors are listed.`];
      }
      found.push(
        sentence.length > MAX_CHARACTERS ? `${sentence.slice(0, MAX_CHARACTERS)}…` : sentence,
      );
    }
  }
  return found;
}

function* sentences(error: ValidationError, path = ''): Generator<string> {
  const property = path === '' ? error.property : `${path}.${error.property}`;
  for (const text of Object.values(error.constraints ?? {})) {
    yield path === '' ? text : `${path}.${text}`;
  }
  for (const child of error.children ?? []) yield* sentences(child, property);
}
