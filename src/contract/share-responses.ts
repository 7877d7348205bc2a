import type { OpenAPIObject } from '@nestjs/swagger';
import { isDeepStrictEqual } from 'node:util';
import { inline, METHODS, type ResponseObject } from './operation.js';

/**
 * Moves each answer with a single error code to the shared responses, under that code, and refers to it
 * from the routes. The document is half as long, and generated clients get one type.
 */
export function shareResponses(document: OpenAPIObject): void {
  const shared: Record<string, ResponseObject> = {};
  for (const path of Object.values(document.paths)) {
    for (const { responses } of METHODS.flatMap((method) => path[method] ?? [])) {
      for (const [status, response] of Object.entries(responses)) {
        const code = onlyCodeOf(inline(response));
        if (code === null) continue;
        shared[code] ??= response as ResponseObject;
        // Two errors may have the same code and different messages.
        if (isDeepStrictEqual(shared[code], response)) {
          responses[status] = { $ref: `#/components/responses/${code}` };
        }
      }
    }
  }
  document.components = { ...document.components, responses: shared };
}

function onlyCodeOf(response: ResponseObject | null): string | null {
  const codes = Object.keys(response?.content?.['application/json']?.examples ?? {});
  const [code = ''] = codes;
  // Examples of other answers do not have the names of error codes.
  return codes.length === 1 && /^[A-Z_]+$/.test(code) ? code : null;
}
