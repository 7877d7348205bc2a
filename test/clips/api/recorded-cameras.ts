import { readdir } from 'node:fs/promises';
import type { Answer } from '../../support/api.js';
import type { FootageOptions } from '../../support/footage.js';
import { createHome, type Home } from '../../support/home.js';
import { type Service, startService } from '../../support/service.js';

/** Each recording is four seconds at 15 frames a second, whose numbers continue. */
export const FPS = 15;
export const SECONDS = 4;
const STARTED = Date.parse('2026-01-03T10:00:00Z');
/** An instant, in seconds after the first recordings start. */
export const at = (seconds: number) => new Date(STARTED + Math.round(seconds * 1000)).toISOString();

export const clipUrl = (id: string, from: number, to: number, rest = '', kind = 'mp4') =>
  `/api/cameras/${id}/clip.${kind}?from=${at(from)}&to=${at(to)}${rest}`;

/** A service, and cameras with numbered footage. */
export class RecordedCameras {
  private cameras = 0;

  private constructor(
    readonly home: Home,
    public service: Service,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<RecordedCameras> {
    const home = await createHome();
    return new RecordedCameras(home, await startService(home, settings));
  }

  /** Starts it again, with other settings. */
  async restart(settings: Record<string, string> = {}): Promise<void> {
    await this.service.stop();
    this.service = await startService(this.home, settings);
  }

  async remove(): Promise<void> {
    await this.service.stop();
    await this.home.remove();
  }

  /** A camera that has recorded these four seconds, counted from 0. */
  async camera(parts: readonly number[], options: FootageOptions = {}): Promise<string> {
    const id = `yard-${this.cameras++}`;
    for (const n of parts) await this.record(id, n, options);
    return id;
  }

  /** Registers the n-th four seconds of a camera. */
  async record(camera_id: string, n: number, options: FootageOptions = {}): Promise<void> {
    const startNumber = n * SECONDS * (options.fps ?? FPS);
    const name = `${camera_id}-${n}.${options.container ?? 'mp4'}`;
    const file_path = await this.home.video(name, { ...options, seconds: SECONDS, startNumber });
    await this.service.recording({ camera_id, file_path, started_at: at(n * SECONDS) });
  }

  ask<T>(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer<T>> {
    return this.service.call<T>(method, url, undefined, headers);
  }

  /** The names of the files of clips of cameras. */
  files(): Promise<string[]> {
    return readdir(this.home.clips('intervals'));
  }
}
