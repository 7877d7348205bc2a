import { basename } from 'node:path';
import { ClipDiffers } from '../cut-errors.js';
import type { ClipSize, CutResult } from '../cut-types.js';
import type { OpenSource } from '../source/open-source.js';
import { VideoStream } from '../source/video-stream.js';
import { claimedRuns } from './claimed-line.js';
import type { GivenHead } from './compare-head.js';
import { type ComparedHead, comparePictures } from './compare-pictures.js';
import { type ComparedSound, compareSound } from './compare-sound.js';
import type { ComparedSource } from './expected-pictures.js';
import { inStep } from './in-step.js';
import { openWritten } from './written-clip.js';

/**
 * Reads a written clip back and compares it with the recordings, which are read by time alone: nothing that planning
 * and writing kept is used, except for the index of a recording, what the encoder was given, and what they say of the
 * result, which is what will be published. A few packets of each file are in memory at a time.
 *
 * @param sources one for each part, open; they are read again through the same descriptors
 * @param heads one for each part, where it has a head
 * @returns the size of the pictures, as they are shown
 * @throws ClipDiffers
 */
export async function compareClip(
  path: string,
  sources: readonly OpenSource[],
  heads: readonly (GivenHead | null)[],
  result: CutResult,
): Promise<ClipSize> {
  const clip = await openWritten(path);
  const opened: OpenSource[] = [];
  try {
    const reopened = async (source: OpenSource) => {
      const again = await source.reopened();
      opened.push(again);
      const stream = await VideoStream.of(again);
      const mayGoBack = !again.reading.keepsWhatItRead;
      return { audio: again.audio, mayGoBack, compared: { name: basename(source.path), stream } };
    };
    const again: Awaited<ReturnType<typeof reopened>>[] = [];
    for (const source of sources) again.push(await reopened(source));
    const given: (ComparedHead | null)[] = [];
    for (const [i, head] of heads.entries()) {
      if (!head) given.push(null);
      else {
        // By a reader of its own, as one of MPEG-TS may fail when it goes back after it has read on (mediabunny 1.61).
        const { compared } = again[i]!.mayGoBack ? again[i]! : await reopened(sources[i]!);
        given.push({ given: head, source: compared });
      }
    }
    if ((clip.sound !== null) !== (result.audio !== 'none')) {
      throw new ClipDiffers(`The clip has ${clip.sound ? 'sound' : 'no sound'}, unlike planned.`);
    }
    const pictures = again.map(({ compared }) => compared);
    const comparisons = [comparePictures(clip, pictures, given, result)];
    if (clip.sound && result.audio === 'copied') {
      const sounds = result.parts.flatMap((part, i) =>
        soundsOf(part, again[i]!.compared, again[i]!.audio),
      );
      comparisons.push(compareSound(clip.sound, sounds));
    }
    await inStep(comparisons);
    return clip.size;
  } finally {
    for (const source of opened) source.close();
    clip.close();
  }
}

function soundsOf(
  part: CutResult['parts'][number],
  { name, stream }: ComparedSource,
  audio: OpenSource['audio'],
): ComparedSound[] {
  if (!audio) throw new ClipDiffers(`${name} has no sound that could have been copied.`);
  return claimedRuns(part).map(({ toSeconds, shiftSeconds }) => ({
    ...{ name, track: audio },
    shiftSeconds: shiftSeconds - stream.startSeconds,
    toSeconds: toSeconds + shiftSeconds,
  }));
}
