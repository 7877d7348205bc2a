/** How an export shows the time of day: not at all, or by subtitles. */
export const EXPORT_TIMES = ['none', 'subtitles'] as const;
export type ExportTime = (typeof EXPORT_TIMES)[number];
