import { ApiAcceptedResponse } from '@nestjs/swagger';
import { ExportDto } from './dto/export.dto.js';

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
