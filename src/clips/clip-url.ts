/** Where a clip is served. */
export function clipUrl(fileName: string): string {
  return `/api/media/clips/${fileName}`;
}
