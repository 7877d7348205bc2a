import { applyDecorators } from '@nestjs/common';
import { ApiAcceptedResponse, ApiExtraModels, ApiOkResponse } from '@nestjs/swagger';
import type { Wire } from '../../common/http/example.js';
import { EXPORT_PROGRESS } from './dto/examples.js';
import { ExportDto, ExportProgress } from './dto/export.dto.js';

/* What the contract says about routes whose answers are more than one body of one type. */

export function ExportAccepted(): MethodDecorator {
  return ApiAcceptedResponse({
    description: 'The export is queued.',
    type: ExportDto,
    headers: {
      Location: {
        description: 'Where its state is.',
        schema: { type: 'string', example: '/api/exports/7' },
      },
    },
  });
}

/** A stream of server-sent events. */
export function ExportProgressAnswer(): MethodDecorator {
  const example = (EXPORT_PROGRESS satisfies Wire<ExportProgress[]>)
    .map((state) => `data: ${JSON.stringify(state)}\n\n`)
    .join('');
  return applyDecorators(
    ApiExtraModels(ExportProgress),
    ApiOkResponse({
      description:
        'Server-sent events. The data of each is an `ExportProgress`; comments keep the connection open.',
      content: { 'text/event-stream': { schema: { type: 'string' }, example } },
    }),
  );
}
