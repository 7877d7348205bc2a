import { Get, Header, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { TakesSignedLinks } from '../../common/http/access.js';
import { ApiController } from '../../common/http/api-controller.js';
import { KeepsToCameras } from '../../common/http/camera-rule.js';
import { SIGNED_LINK } from '../../common/http/security-schemes.js';
import { Throws } from '../../common/http/throws.js';
import { parseSubtitlesFileName } from '../storage/clip-file.js';
import { versionOf } from './clip-version.js';
import { ClipReplacedError, InvalidLinkError, SubtitlesNotFoundError } from './media-errors.js';
import { OfVersion, versionIn } from './of-version.js';
import { Subtitles } from './subtitles.js';

const EXAMPLE = `WEBVTT

00:00:00.000 --> 00:00:01.000 line:0 position:0% align:start
yard 2026-01-03 11:30:00 +01:00
`;

/** Of its own, since its path must come before that of the clips, which has any name. */
@ApiController('api/media')
@ApiTags('Media')
export class SubtitlesController {
  constructor(private readonly subtitles: Subtitles) {}

  /**
   * The camera and the time of day in its zone, for each second of the clip, and the gaps, as WebVTT for `<track>`. A clip
   * of still frames has none, since it does not show time as it passed.
   */
  @Get('clips/:subtitles.vtt')
  @ApiParam({ name: 'subtitles', example: '123', description: 'The id of the event.' })
  @OfVersion()
  @TakesSignedLinks(true)
  @ApiSecurity(SIGNED_LINK)
  @KeepsToCameras({
    about: 'event',
    idIn: ({ subtitles = '' }) => idIn(subtitles),
    refusal: SubtitlesNotFoundError,
  })
  @Header('Content-Type', 'text/vtt; charset=utf-8')
  @Header('Cache-Control', 'private, no-cache')
  @ApiOkResponse({
    description: 'The subtitles.',
    content: { 'text/vtt': { schema: { type: 'string' }, example: EXAMPLE } },
  })
  @Throws([SubtitlesNotFoundError, ClipReplacedError, InvalidLinkError])
  async of(@Param('subtitles') name: string, @Query('version') query: unknown): Promise<string> {
    const eventId = idIn(name);
    const found = eventId === null ? null : await this.subtitles.of(eventId);
    if (!found) throw new SubtitlesNotFoundError();
    const version = versionIn(query);
    if (version !== null && versionOf(found.sha256) !== version) throw new ClipReplacedError();
    return found.text;
  }
}

function idIn(name: string): number | null {
  return parseSubtitlesFileName(`${name}.vtt`);
}
