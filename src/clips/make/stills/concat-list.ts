/** A still and its place in the clip: it is shown from `slot` / fps seconds. */
export interface PlacedFile {
  readonly path: string;
  readonly slot: number;
}

/**
 * A script for FFmpeg's concat demuxer. Each file lasts until the slot of the next one, and the last one
 * 1/fps seconds. The last one is named twice, as some versions take a duration from the next entry.
 *
 * `option framerate` makes 1/fps the unit of the timestamps. With FFmpeg's default of 25 per second,
 * several slots of a faster clip would have the same timestamp.
 *
 * @param fps whole frames per second, 1 to 60
 */
export function concatList(files: readonly PlacedFile[], fps: number): string {
  const microseconds = (slot: number) => Math.round((slot * 1e6) / fps);
  const entries = files.map(({ path, slot }, i) => {
    const next = files[i + 1]?.slot ?? slot + 1;
    const seconds = (microseconds(next) - microseconds(slot)) / 1e6;
    return `${entry(path, fps)}duration ${seconds}\n`;
  });
  return [...entries, ...files.slice(-1).map(({ path }) => entry(path, fps))].join('');
}

function entry(path: string, fps: number): string {
  return `file '${path.replaceAll("'", "'\\''")}'\noption framerate ${fps}\n`;
}
