import type { OpenAPIObject } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { commonErrors } from './common-errors.js';
import { errorResponses } from './error-responses.js';
import { giveExamples, takeExamples } from './examples.js';
import { inline, METHODS, type Operation } from './operation.js';
import type { RouteFacts } from './routes.js';
import { describeAccess } from './security.js';

/** Adds what the code declares about each route: who may call it, its errors and its examples. */
export function describeRoutes(document: OpenAPIObject, routes: Map<string, RouteFacts>): void {
  const examples = takeExamples(document.components?.schemas ?? {});
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation: Operation | undefined = path[method];
      const facts = routes.get(operation?.operationId ?? '');
      if (!operation || !facts) continue;
      const access = facts.access(method.toUpperCase());
      const errors = [...facts.thrown, ...commonErrors(operation, method, access)];
      describeAccess(operation, access);
      describeParameters(operation);
      describeAnswers(operation, errors);
      giveExamples(operation, examples);
    }
  }
}

function describeAnswers({ responses }: Operation, errors: Error[]): void {
  // `default` describes answers that are not listed, and all are listed.
  delete responses['default'];
  for (const [status, response] of Object.entries(errorResponses(errors))) {
    responses[status] ??= response;
  }
  for (const [status, response] of Object.entries(responses)) {
    const answer = inline(response);
    if (answer && answer.description === '') answer.description = STATUS_CODES[status] ?? '';
  }
}

/** The id of a row is a whole number, which the code's types cannot express. */
function describeParameters({ parameters = [] }: Operation): void {
  for (const parameter of parameters.flatMap((each) => inline(each) ?? [])) {
    if (parameter.in !== 'path' || parameter.name !== 'id') continue;
    parameter.schema = { type: 'integer', minimum: 1, example: 123 };
  }
}
