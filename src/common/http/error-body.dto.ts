import { ApiProperty } from '@nestjs/swagger';

/** The shape of every error answer. */
export class ErrorBody {
  statusCode!: number;
  /** The status in words. */
  error!: string;
  /** What went wrong, for programs. */
  code!: string;
  /** What went wrong and what to do, for people; a list where a body has several faults. */
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] })
  message!: string | string[];
}
