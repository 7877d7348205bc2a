import { expect } from '@jest/globals';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RecordingDto } from '../../../../src/events/recordings/dto/recording.dto.js';
import type { Wire } from '../../../../src/common/http/example.js';
import type { ErrorBody } from '../../../../src/common/http/error-body.dto.js';
import type { Info } from '../../../support/api.js';
import type { Home } from '../../../support/home.js';
import type { Service } from '../../../support/service.js';
import type { Heard, PacketTime } from './decoded.js';
import type { Cut, Range } from './numbered-cases.js';

const FIELD = fileURLToPath(new URL('../../../../../shared/field/', import.meta.url));

/** Whether the files are here. They lie beside the checkout and are no part of it. */
export const hasFieldFiles = existsSync(FIELD);

export function fieldFile(kind: 'video' | 'real', name: string): string {
  return join(FIELD, kind, name);
}

/** So many frames a copied end may run over, because earlier frames refer to them. */
export const MAX_FRAMES_OVER = 2;

const START_MS = Date.parse('2026-03-01T10:00:00.000Z');

/** The instant so many seconds after the first frame of the footage. */
export function at(seconds: number): string {
  return new Date(START_MS + Math.round(seconds * 1000)).toISOString();
}

export function secondsOf(instant: string | null): number {
  return (Date.parse(instant ?? '') - START_MS) / 1000;
}

/** Half of a file, and then the whole: what is there while a camera writes. */
async function halfOf(source: string, path: string): Promise<() => Promise<void>> {
  const bytes = await readFile(source);
  await writeFile(path, bytes.subarray(0, bytes.length >> 1));
  return () => writeFile(path, bytes);
}

export interface FieldFile {
  readonly source: string;
  readonly name: string;
  readonly at: number;
  readonly grows?: boolean | undefined;
}

/** Registers copies of the files for a camera. Returns what each answer says. */
export async function register(
  { home, service }: { home: Home; service: Service },
  camera_id: string,
  files: readonly FieldFile[],
): Promise<Wire<RecordingDto>[]> {
  const registered: Wire<RecordingDto>[] = [];
  for (const { source, name, at: seconds, grows } of files) {
    const file_path = home.media(join(camera_id, name));
    await mkdir(dirname(file_path), { recursive: true });
    const finish = grows ? await halfOf(source, file_path) : await whole(source, file_path);
    const recording = { camera_id, file_path, started_at: at(seconds) };
    const { status, body } = await service.call<Wire<RecordingDto> & ErrorBody>(
      'POST',
      '/api/recordings',
      recording,
    );
    if (status !== 201) throw new Error(`${status} ${body.code}: ${String(body.message)}`);
    registered.push(body);
    await finish();
  }
  return registered;
}

async function whole(source: string, path: string): Promise<() => Promise<void>> {
  await copyFile(source, path);
  return () => Promise.resolve();
}

/** Makes the clip of a window and downloads it. Returns its state and where it lies. */
export async function clipOf(
  { home, service }: { home: Home; service: Service },
  camera_id: string,
  [from, to]: Range,
  cut: Cut,
): Promise<{ info: Info; path: string }> {
  const event = await service.event({ camera_id, started_at: at(from), ended_at: at(to) });

  const answer = await service.generate(event, { cut });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  const info = await service.info(event);
  const path = home.media(`clip-${event}.mp4`);
  await writeFile(path, await service.download(info.clip_url!));
  return { info, path };
}

/** Checks the gaps of an answer, each bound to within 50 ms. */
export function expectGaps(info: Info, gaps: readonly Range[] = []): void {
  const found = (info.gaps ?? []).map((gap) => [secondsOf(gap.starts_at), secondsOf(gap.ends_at)]);
  expect(found).toEqual(gaps.map((bounds) => bounds.map((bound) => expect.closeTo(bound, 1))));
}

/** Checks that a clip's timestamps rise strictly from 0, and that its length is the one in the answer. */
export function expectTimes(packets: readonly PacketTime[], info: Info, frames: number): void {
  expect(packets).toHaveLength(frames);
  expect(info.frames).toBe(frames);
  const pts = packets.map((packet) => packet.pts).sort((a, b) => a - b);
  expectRising(pts);
  expectRising(packets.map(({ dts }) => dts));
  expect(pts[0]).toBeCloseTo(0, 3);
  const last = pts.at(-1)!;
  expect(info.duration_seconds).toBeGreaterThan(last);
  // A second is the least length of a hole, which is a gap and not part of the clip.
  expect(info.duration_seconds).toBeLessThan(last + 1);
}

function expectRising(times: readonly number[]): void {
  const falls = times.filter((time, index) => index > 0 && time <= times[index - 1]!);
  expect(falls).toEqual([]);
}

/** The footage has a beep every two seconds. */
const MAX_SILENCE_SECONDS = 2.5;

/** Checks that a clip has sound all along. */
export function expectSound({ seconds, longestSilence }: Heard, { duration_seconds }: Info): void {
  expect(longestSilence).toBeLessThan(Math.min(MAX_SILENCE_SECONDS, 0.96 * seconds));
  expect(seconds).toBeGreaterThan(0.9 * duration_seconds!);
}
