import pMap from 'p-map';
import { EventClipsError } from '../../common/event-clips-error.js';
import { isAboutFile } from './about-file.js';
import { FootageReplacedError } from '../../media/footage/footage-errors.js';
import { ClipGenerationError } from '../model/clip-generation-error.js';
import type { StillFootage, StillSource } from './clip-sources.js';
import type { SourceFile } from './source-files.js';
import type { FailedSources } from './usable-pieces.js';

/** Files that are looked at at the same time. */
const CONCURRENCY = 4;

export interface StillToOpen {
  readonly open: () => Promise<SourceFile>;
  readonly takenAtMs: number;
}

/**
 * Opens still frames. Those that are missing or were replaced are left out, and the note counts them.
 *
 * @param failed why files were left out before, by their paths
 * @throws ClipGenerationError `NO_VALID_IMAGES` where none is left
 */
export async function openStills(
  stills: readonly StillToOpen[],
  failed: FailedSources,
): Promise<StillFootage> {
  const opened = await pMap(stills, (still) => openStill(still, failed), {
    concurrency: CONCURRENCY,
  });
  const found = opened.filter((one): one is StillSource => !(one instanceof EventClipsError));
  const errors = opened.filter((one) => one instanceof EventClipsError);
  const replaced = errors.filter((error) => isOfReplaced(error));
  const missing = errors.length - replaced.length;
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last) throw noneLeft(replaced[0], replaced.length === stills.length);
  const notes = [
    ...(missing > 0 ? [`${missing} of ${stills.length} still frames are missing.`] : []),
    ...(replaced.length > 0
      ? [
          `${replaced.length} of ${stills.length} still frames are left out: ${replaced[0]!.message}`,
        ]
      : []),
  ];
  return {
    kind: 'images',
    stills: found,
    taken: { startsAtMs: first.takenAtMs, endsAtMs: last.takenAtMs },
    ...(notes.length > 0 && { note: notes.join(' ') }),
  };
}

async function openStill(
  { open, takenAtMs }: StillToOpen,
  failed: FailedSources,
): Promise<StillSource | EventClipsError> {
  try {
    const file = await open();
    return failed.get(file.path) ?? { file, takenAtMs };
  } catch (error) {
    if (isAboutFile(error)) return error;
    throw error;
  }
}

/** Also where a file was replaced while a clip was made of it. */
function isOfReplaced(error: EventClipsError): boolean {
  return error instanceof FootageReplacedError || error.cause instanceof FootageReplacedError;
}

function noneLeft(replaced: EventClipsError | undefined, isAll: boolean): ClipGenerationError {
  const message = isAll
    ? 'No still frame in this interval is left.'
    : 'None of the still frames in this interval can be read. Check the detections of the event.';
  return new ClipGenerationError(
    'NO_VALID_IMAGES',
    [message, replaced?.message].filter(Boolean).join(' '),
  );
}
