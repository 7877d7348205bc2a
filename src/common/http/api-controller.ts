import { applyDecorators, Controller, UseFilters, UsePipes } from '@nestjs/common';
import { ApiDefaultResponse } from '@nestjs/swagger';
import { ErrorBody } from './error-body.dto.js';
import { ErrorFilter } from './error.filter.js';
import { JsonShapePipe } from '../validation/json-shape.pipe.js';
import { contractValidation } from '../validation/validation.js';

/**
 * A controller of the HTTP contract. It has the contract's validation and error shape itself and does not
 * rely on global ones, so that it behaves the same inside a host application.
 */
export function ApiController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    UseFilters(ErrorFilter),
    UsePipes(JsonShapePipe, contractValidation),
    ApiDefaultResponse({ description: 'What went wrong.', type: ErrorBody }),
  );
}
