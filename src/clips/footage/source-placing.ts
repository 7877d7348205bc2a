import type { CameraNaming } from '../../events/placing/camera-naming.js';
import { type PlacedBy, unusableName } from '../../events/placing/place-video.js';
import { shownName } from '../../common/shown-name.js';

/** How the start of a file was determined. */
export interface SourcePlacing {
  /** Of the file, as it is shown to people. */
  readonly name: string;
  readonly placedBy: PlacedBy;
  /** Why its path gave no start; null: it did, or was not needed. */
  readonly unusable: 'no time' | 'ambiguous' | null;
  /** Of local times in paths. */
  readonly timezone: string;
}

export function sourcePlacing(
  path: string,
  placedBy: PlacedBy,
  naming: CameraNaming,
): SourcePlacing {
  const isByPath = placedBy === 'given' || placedBy === 'file_name';
  return {
    name: shownName(path),
    placedBy,
    unusable: isByPath ? null : unusableName(path, naming),
    timezone: naming.timezone,
  };
}

/** Files that a message names; of more, it says how many there are. */
const MOST_NAMED = 3;

/** Says how the start of each file was determined, and what to set if it is wrong. Empty for no files. */
export function howPlaced(placings: readonly SourcePlacing[]): string {
  const ways = new Map<string, string[]>();
  for (const placing of placings) {
    const way = WAYS[placing.placedBy](placing);
    const names = ways.get(way) ?? [];
    if (!names.includes(placing.name)) names.push(placing.name);
    ways.set(way, names);
  }
  const sentences = [...ways].map(([way, names]) => `The start of ${listed(names)} ${way}.`);
  const isGiven = placings.every(({ placedBy }) => placedBy === 'given');
  const remedy = isGiven
    ? 'If that is wrong, correct started_at.'
    : 'If that is wrong, give started_at, or set CAMERA_TIMEZONE or CAMERA_FILE_PATTERN, or time_zone or file_pattern of the camera.';
  return sentences.length > 0 ? [...sentences, remedy].join(' ') : '';
}

/** Warns of files that were placed by their modification time; null where there are none. */
export function placedByAge(placings: readonly SourcePlacing[]): string | null {
  const names = new Set(
    placings.filter(({ placedBy }) => placedBy === 'modified').map(({ name }) => name),
  );
  if (names.size === 0) return null;
  const those = names.size === 1 ? 'that file' : 'those files';
  return (
    `The start of ${listed([...names])} was taken from the modification time, which is wrong for copies. ` +
    `Give started_at for ${those}, or set CAMERA_FILE_PATTERN.`
  );
}

const WAYS: Record<PlacedBy, (placing: SourcePlacing) => string> = {
  given: () => 'was given as started_at',
  file_name: ({ timezone }) => `was read from the path, with local times in ${timezone}`,
  creation_time: (placing) => `was read from creation_time in the file, because ${why(placing)}`,
  modified: (placing) =>
    `was taken from the modification time, which is wrong for copies, because ${why(placing)}`,
};

function why({ unusable }: SourcePlacing): string {
  return unusable === 'ambiguous'
    ? 'the time in the path can be read in several ways'
    : 'the path has no time that is recognized';
}

function listed(names: readonly string[]): string {
  if (names.length === 1) return names[0]!;
  const [last, ...others] = names.slice(0, MOST_NAMED).reverse();
  if (names.length <= MOST_NAMED) return `${others.reverse().join(', ')} and ${last}`;
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
}
