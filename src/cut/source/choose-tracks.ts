import type { Input, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import type { VideoFacts } from '../../formats/media-facts.js';
import { codecNamed, codecOfLibrary } from '../codec/codecs.js';
import { SmartCutNotPossible } from '../cut-errors.js';
import type { SourceFacts } from '../cut-types.js';

/** Containers may count the rows and columns that fill the last macroblocks. */
const MACROBLOCK = 16;

/** The names that FFmpeg and Mediabunny share, of audio that is copied. */
const COPIED: readonly string[] = ['aac', 'mp3'];

/**
 * The track of video that the facts are about.
 *
 * @param hasOtherSize whether its pictures may have another size than the facts say
 */
export async function shownTrack(
  input: Input,
  facts: SourceFacts | null,
  hasOtherSize = false,
): Promise<InputVideoTrack> {
  const tracks = await input.getVideoTracks();
  if (tracks.length === 0) throw new SmartCutNotPossible('no_video');
  const expected = facts?.video;
  if (!expected) return tracks[0]!;
  const alike: InputVideoTrack[] = [];
  for (const track of tracks) {
    if (await isAlike(track, expected, hasOtherSize)) alike.push(track);
  }
  if (alike.length !== 1) throw new SmartCutNotPossible('tracks');
  return alike[0]!;
}

async function isAlike(
  track: InputVideoTrack,
  { codec, width, height }: VideoFacts,
  hasOtherSize: boolean,
): Promise<boolean> {
  // Other codecs have other names.
  if (codecOfLibrary(await track.getCodec()) !== codecNamed(codec)) return false;
  return (
    hasOtherSize ||
    (Math.abs((await track.getCodedWidth()) - width) < MACROBLOCK &&
      Math.abs((await track.getCodedHeight()) - height) < MACROBLOCK)
  );
}

/** The first track of audio that can be the one of the facts; null where there is none. */
export async function heardTrack(
  input: Input,
  video: InputVideoTrack,
  facts: SourceFacts | null,
): Promise<InputAudioTrack | null> {
  for (const track of await input.getAudioTracks()) {
    const codec = await track.getCodec();
    if (track.canBePairedWith(video) && isCodec(codec, facts?.audio?.codec)) return track;
  }
  return null;
}

/** Most names differ. Audio that is not copied is decoded by FFmpeg, which finds out by itself. */
function isCodec(found: string | null, expected: string | undefined): boolean {
  if (expected === undefined || found === expected) return true;
  return !COPIED.includes(found ?? '') && !COPIED.includes(expected);
}
