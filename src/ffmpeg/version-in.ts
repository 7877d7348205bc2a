/** The version in the first line of `ffmpeg -version`, such as `7.1.1-1` or `N-118000-g2f2f3d4`; null: it has none. */
export function versionIn(text: string): string | null {
  return /^ffmpeg version (\S{1,100})/.exec(text)?.[1] ?? null;
}
