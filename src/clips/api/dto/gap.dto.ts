import { ApiProperty } from '@nestjs/swagger';

/** A stretch inside the asked window for which there is no footage; instants in ISO 8601 UTC. */
export class Gap {
  @ApiProperty({ format: 'date-time' })
  starts_at!: string;
  @ApiProperty({ format: 'date-time' })
  ends_at!: string;
}
