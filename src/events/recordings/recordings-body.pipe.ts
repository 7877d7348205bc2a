import { Injectable, type PipeTransform } from '@nestjs/common';
import { contractValidation } from '../../common/validation/validation.js';
import { RegisterRecordingDto, RegisterRecordingsDto } from './dto/register-recording.dto.js';

/** Validates the body as a batch if it has `recordings`, else as one recording. */
@Injectable()
export class RecordingsBodyPipe implements PipeTransform {
  transform(body: unknown): Promise<RegisterRecordingDto | RegisterRecordingsDto> {
    const isBatch = typeof body === 'object' && body !== null && 'recordings' in body;
    const metatype = isBatch ? RegisterRecordingsDto : RegisterRecordingDto;
    return contractValidation.transform(body, { type: 'body', metatype }) as Promise<
      RegisterRecordingDto | RegisterRecordingsDto
    >;
  }
}
