import { type RenditionName, RENDITION_NAMES } from '../../media/storage/clip-file.js';
import { type ClipWithCodecs, videoCodecOf } from './clip-video-codec.js';

/** Which clips differ from each of their renditions; every other clip is the rendition itself. */
const NEEDED_BY: Record<RenditionName, (clip: ClipWithCodecs) => boolean> = {
  h264: (clip) => videoCodecOf(clip) === 'hevc',
};

export function needsRendition(clip: ClipWithCodecs, name: RenditionName): boolean {
  return NEEDED_BY[name](clip);
}

/** The renditions that can be made of a clip. */
export function neededRenditions(clip: ClipWithCodecs): RenditionName[] {
  return RENDITION_NAMES.filter((name) => needsRendition(clip, name));
}
