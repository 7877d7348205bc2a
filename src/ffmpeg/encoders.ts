/** The names in FFmpeg's list of encoders, ` V....D libx264   description`, which follows a line of dashes. */
export function encodersIn(list: string): ReadonlySet<string> {
  const [, ...lines] = list.slice(list.indexOf('------')).split('\n');
  const names = lines.map((line) => /^ [VASFXBD.]{6} (\S+)/.exec(line)?.[1]);
  return new Set(names.filter((name) => name !== undefined));
}
