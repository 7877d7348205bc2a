import { readFileSync } from 'node:fs';

/** The shell commands in a section of the documentation, one text for each block, in order. */
export function printed(file: string, heading: string): string[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  const [, section] = text.split(new RegExp(`^#+ ${escape(heading)}$`, 'm'));
  if (section === undefined) throw new Error(`${file} has no section "${heading}".`);
  const [own = ''] = section.split(/^#+ \w/m);
  const blocks = [...own.matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block = '']) => block);
  if (blocks.length === 0) throw new Error(`"${heading}" of ${file} prints no commands.`);
  return blocks;
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
