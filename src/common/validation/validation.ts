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
  exceptionFactory: (errors) =>
    new BadRequestException(errors.flatMap((error) => sentences(error))),
});

function sentences(error: ValidationError, path = ''): string[] {
  const property = path === '' ? error.property : `${path}.${error.property}`;
  const own = Object.values(error.constraints ?? {}).map((text) =>
    path === '' ? text : `${path}.${text}`,
  );
  return [...own, ...(error.children ?? []).flatMap((child) => sentences(child, property))];
}
