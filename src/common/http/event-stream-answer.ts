import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse } from '@nestjs/swagger';
import type { Wire } from './example.js';

/** What the contract says of a route that answers with a stream of server-sent events, each with one such state. */
export function EventStreamAnswer<S>(state: Type<S>, examples: Wire<S[]>): MethodDecorator {
  const example = (examples as readonly unknown[])
    .map((each) => `data: ${JSON.stringify(each)}\n\n`)
    .join('');
  return applyDecorators(
    ApiExtraModels(state),
    ApiOkResponse({
      description: `Server-sent events. The data of each is ${article(state.name)} \`${state.name}\`; comments keep the connection open.`,
      content: { 'text/event-stream': { schema: { type: 'string' }, example } },
    }),
  );
}

function article(name: string): string {
  return /^[AEIO]/.test(name) ? 'an' : 'a';
}
