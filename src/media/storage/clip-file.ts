const MAX_ID = 2_147_483_647;

/** The formats of clips, the preferred one first. */
export const CLIP_FORMATS = ['mp4', 'gif'] as const;
export type ClipFormat = (typeof CLIP_FORMATS)[number];

/** FFmpeg's name of the demuxer for each. */
export const CLIP_DEMUXERS: Record<ClipFormat, string> = { mp4: 'mov', gif: 'gif' };

export interface ClipFile {
  eventId: number;
  format: ClipFormat;
}

/** What can be made of a clip for players and uses that the clip itself does not suit, and the format of each. */
export const RENDITIONS = {
  ...{ h264: 'mp4', small: 'mp4', notify: 'mp4', chat: 'mp4', timelapse: 'mp4' },
  gif: 'gif',
} as const satisfies Record<string, ClipFormat>;
export type RenditionName = keyof typeof RENDITIONS;
export const RENDITION_NAMES = Object.keys(RENDITIONS) as RenditionName[];

export function clipFileName(eventId: number, format: ClipFormat): string {
  return `${eventId}_clip.${format}`;
}

export function posterFileName(eventId: number): string {
  return `${eventId}.jpg`;
}

export function renditionFileName(eventId: number, name: RenditionName): string {
  return `${eventId}_${name}.${RENDITIONS[name]}`;
}

/** Of a clip of a camera alone. */
export function intervalFileName(id: number): string {
  return `${id}.mp4`;
}

export function exportFileName(id: number): string {
  return `${id}.zip`;
}

/** The id of the clip of a camera alone that has this name; null for every text that {@link intervalFileName} does not write. */
export function parseIntervalFileName(name: string): number | null {
  return idBefore('.mp4', name);
}

/** The event whose poster has this name; null for every text that {@link posterFileName} does not write. */
export function parsePosterFileName(name: string): number | null {
  return idBefore('.jpg', name);
}

/** The export whose file has this name; null for every text that {@link exportFileName} does not write. */
export function parseExportFileName(name: string): number | null {
  return idBefore('.zip', name);
}

export function subtitlesFileName(eventId: number): string {
  return `${eventId}.vtt`;
}

/** The event whose subtitles have this name; null for every text that {@link subtitlesFileName} does not write. */
export function parseSubtitlesFileName(name: string): number | null {
  return idBefore('.vtt', name);
}

/** The id of a row in the name of a file; null for every text that no such name is. */
function idBefore(extension: string, name: string): number | null {
  const [, id] = /^([1-9]\d{0,9})(?=\.)/.exec(name) ?? [];
  const isOne = id !== undefined && name === id + extension && Number(id) <= MAX_ID;
  return isOne ? Number(id) : null;
}

/** The event of whose clip this is a rendition; null for every text that {@link renditionFileName} does not write. */
export function parseRenditionFileName(fileName: string): number | null {
  const [, id] = /^([1-9]\d{0,9})_[a-z\d]+\.\w+$/.exec(fileName) ?? [];
  const eventId = Number(id);
  const isOne = RENDITION_NAMES.some((name) => renditionFileName(eventId, name) === fileName);
  return isOne && eventId <= MAX_ID ? eventId : null;
}

/** Reads a name that {@link clipFileName} could have written; null for every other text. */
export function parseClipFileName(name: string): ClipFile | null {
  const [, id, format] = /^([1-9]\d{0,9})_clip\.(mp4|gif)$/.exec(name) ?? [];
  if (Number(id) > MAX_ID || format === undefined) return null;
  return { eventId: Number(id), format: format as ClipFormat };
}
