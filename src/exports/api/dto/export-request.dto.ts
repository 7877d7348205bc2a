import { Type } from 'class-transformer';
import { ApiExtraModels, ApiProperty, PickType, refs } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { VIDEO_CODEC_CHOICES, type VideoCodecChoice } from '../../../clips/model/clip-options.js';
import { Example } from '../../../common/http/example.js';
import { IsInstant } from '../../../common/validation/is-instant.js';
import { IsAfter, IsCameraId } from '../../../events/fields.js';
import { EXPORT_TIMES, type ExportTime } from '../../model/export-time.js';
import { EXPORT_REQUEST } from './examples.js';

export const MAX_ITEMS = 100;

const isGiven = (value: unknown) => value !== undefined && value !== null;
const isOfCamera = ({ event_id }: ExportItemRequest) => !isGiven(event_id);

/** Its clip has the event's bounds, so an item with an event has nothing else. */
const IsAlone = () =>
  ValidateBy({
    name: 'isAlone',
    validator: {
      validate: (_, args) => {
        const { camera_id, from, to } = args?.object as ExportItemRequest;
        return ![camera_id, from, to].some(isGiven);
      },
      defaultMessage: () => 'event_id must not be given together with camera_id, from or to',
    },
  });

/** The clip of an event, by `event_id`; or of a camera and a time, by `camera_id`, `from` and `to`. */
export class ExportItemRequest {
  @ApiProperty({ type: 'integer', required: true, nullable: false })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  @IsAlone()
  event_id?: number | null;

  @ValidateIf(isOfCamera)
  @IsCameraId()
  @ApiProperty({ required: true })
  camera_id?: string;

  /** Where the clip of the camera begins. */
  @ValidateIf(isOfCamera)
  @IsInstant()
  @ApiProperty({ required: true })
  from?: Date;

  /** Where it ends: after `from`, at most an hour later, and not in the future. */
  @ValidateIf(isOfCamera)
  @IsInstant()
  @IsAfter('from')
  @ApiProperty({ required: true })
  to?: Date;
}

// In the contract these are two schemas, each with its required fields.
class ExportItemOfEvent extends PickType(ExportItemRequest, ['event_id']) {}
class ExportItemOfCamera extends PickType(ExportItemRequest, ['camera_id', 'from', 'to']) {}

/** The body of `POST /api/exports`. */
@Example(EXPORT_REQUEST)
@ApiExtraModels(ExportItemOfEvent, ExportItemOfCamera)
export class ExportRequest {
  /** What it is called; also the name of the file to save. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  /** The clips, in this order. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_ITEMS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ExportItemRequest)
  @ApiProperty({
    type: 'array',
    minItems: 1,
    maxItems: MAX_ITEMS,
    items: { oneOf: refs(ExportItemOfEvent, ExportItemOfCamera) },
  })
  items!: ExportItemRequest[];

  /** As in `generate`. Default: as configured. */
  @IsOptional()
  @IsIn(VIDEO_CODEC_CHOICES)
  video_codec?: VideoCodecChoice | null;

  /** How the time of day is shown. Default: `subtitles`, a file of them for each clip and in `index.html`. */
  @IsOptional()
  @IsIn(EXPORT_TIMES)
  time?: ExportTime | null;

  /** Whether the export fails if one of its items does. Default: false. */
  @IsOptional()
  @IsBoolean()
  all_or_nothing?: boolean | null;
}
