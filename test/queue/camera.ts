import { runFfmpeg } from '../support/footage/run-ffmpeg.js';
import type { Home } from '../support/home.js';
import type { Service } from '../support/service.js';

/** When the camera's footage starts: frame n is shown n / 15 s later. */
export const STARTED = Date.parse('2026-01-03T10:00:00Z');
export const SECONDS = 12;

/** The instant that many seconds into the footage. */
export const at = (seconds: number) => new Date(STARTED + seconds * 1000).toISOString();

/** Puts the camera's footage where a service can read it. */
export async function filmed(home: Home): Promise<string> {
  return home.video('camera.mp4', { seconds: SECONDS });
}

/** An event with the footage as its own video; it starts 5 s into it. */
export function filmedEvent(service: Service, path: string, fields: object = {}): Promise<number> {
  return service.event({
    started_at: at(5),
    video: { file_path: path, started_at: at(0) },
    ...fields,
  });
}

/** An interval of two seconds around the event's start, all of it encoded. */
export const ENCODED = { start_offset_seconds: -1, end_offset_seconds: 1, cut: 'transcode' };

/** How often the event's clip was made, by the services' logs. */
export function timesMade(services: readonly Service[], eventId: number): number {
  return services.flatMap(({ log }) => madeIn(log)).filter((id) => id === eventId).length;
}

/** The events whose clips were made, by a service's log, in order. */
export function madeIn(log: readonly string[]): number[] {
  return log
    .filter((line) => line.includes('"Clip made"'))
    .map((line) => (JSON.parse(line) as { event_id: number }).event_id);
}

/** Numbered still frames, a second apart. */
export async function takeStills(home: Home, count: number): Promise<string[]> {
  const pictures = ['-f', 'lavfi', '-i', `testsrc2=s=320x180:r=1:d=${count}`];
  await runFfmpeg([...pictures, '-start_number', '0', home.media('still-%d.jpg')]);
  return Array.from({ length: count }, (_, index) => home.media(`still-${index}.jpg`));
}
