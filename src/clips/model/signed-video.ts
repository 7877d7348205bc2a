import { ApiProperty } from '@nestjs/swagger';
import { instantText, object, type Reader } from '../../common/stored/stored-json.js';

/** The part of a clip that its camera signed and that is unchanged, so that others can check the signatures. */
export class SignedVideo {
  @ApiProperty({ type: Boolean })
  present!: true;
  @ApiProperty({
    format: 'date-time',
    description:
      'The start of the first group of pictures that is whole; instants in ISO 8601 UTC.',
  })
  preserved_from!: string;
  @ApiProperty({
    format: 'date-time',
    description: 'The end of the last one whose signature is in the clip.',
  })
  preserved_to!: string;
}

const isTrue: Reader<true> = (stored) => (stored === true ? stored : undefined);

/** Stored as JSON. */
export const readStoredSignedVideo = object<SignedVideo>({
  present: isTrue,
  preserved_from: instantText,
  preserved_to: instantText,
});
