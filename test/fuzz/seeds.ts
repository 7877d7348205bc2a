import { readFile } from 'node:fs/promises';
import { demuxerOf } from '../../src/formats/demuxers.js';
import { davOf } from '../support/footage/dav.js';
import { unitsOf } from '../support/footage/elementary.js';
import { programStreamOf } from '../support/footage/program-stream.js';
import { footage, type FootageOptions } from '../support/footage.js';
import { boxesOf, chunksOf, elementsOf, packetsOf, tagsOf, type Unit, type UnitFinder } from './units.js'; // prettier-ignore

/** Footage that mutations begin with. */
export interface Seed {
  readonly name: string;
  readonly file: Buffer;
  readonly units: readonly Unit[];
}

const SMALL = { seconds: 3, gopSeconds: 1, size: '160x90', audio: 'aac-16k' } as const;
const FRAGMENTS = ['-movflags', 'frag_keyframe+empty_moov'];

const KINDS: readonly [string, UnitFinder, FootageOptions][] = [
  ['MP4', boxesOf, {}],
  ['MP4 with its index first', boxesOf, { bFrames: 2, extra: ['-movflags', 'faststart'] }],
  ['fragmented MP4', boxesOf, { extra: FRAGMENTS }],
  ['QuickTime', boxesOf, { container: 'mov', audio: 'pcm_mulaw' }],
  ['Matroska', elementsOf, { container: 'mkv', bFrames: 2 }],
  ['Matroska that is being written', elementsOf, { container: 'mkv', extra: ['-live', '1'] }],
  ['MPEG-TS', packetsOf, { container: 'ts', bFrames: 2 }],
  ['FLV', tagsOf, { container: 'flv' }],
  ['AVI', chunksOf, { container: 'avi', audio: 'mp3' }],
];

const DAV = { startedAt: Date.UTC(2026, 0, 3), width: 160, height: 90, fps: 15 };

export async function makeSeeds(): Promise<Seed[]> {
  const seeds: Seed[] = [];
  for (const [name, find, options] of KINDS) {
    const file = await readFile(await footage({ ...SMALL, ...options }));
    seeds.push({ name, file, units: find(file) });
  }
  const units = await unitsOf(await footage(SMALL), { fps: 15, hasSound: true });
  for (const [name, file] of [
    ['DAV', davOf(units, DAV)],
    ['MPEG program stream', programStreamOf(units)],
  ] as const) {
    seeds.push({ name, file, units: [] });
  }
  check(seeds);
  return seeds;
}

/** Mutations of a file that no reader takes, or of which no unit was found, would show nothing. */
function check(seeds: readonly Seed[]): void {
  for (const { name, file, units } of seeds) {
    if (!demuxerOf(file)) throw new Error(`${name} is not footage.`);
    const hasUnits = !/DAV|program stream/.test(name);
    if (hasUnits && units.length < 20) throw new Error(`${name} has ${units.length} units.`);
  }
}
