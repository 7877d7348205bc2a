import { Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type CameraRule, KeepsToCameras } from '../common/http/camera-rule.js';
import { CameraNotAllowedError } from '../common/request-errors.js';

/** Keeps callers that are limited to cameras to those. */
@Injectable()
export class CameraLimits {
  constructor(
    private readonly reflector: Reflector,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** @throws CameraNotAllowedError, or the error of the route for what does not exist */
  async check(
    cameras: ReadonlySet<string>,
    targets: Parameters<Reflector['getAllAndOverride']>[1],
    params: Readonly<Record<string, string>>,
  ): Promise<void> {
    const rule = this.reflector.getAllAndOverride(KeepsToCameras, targets);
    if (rule === 'itself') return;
    if (rule === undefined) throw new CameraNotAllowedError();
    const id = rule.idIn(params);
    const camera = id === null ? null : await this.cameraOf(rule.about, id);
    // What has no camera does not exist, which the route says itself.
    if (camera !== null && !cameras.has(camera)) throw new rule.refusal();
  }

  private async cameraOf(about: CameraRule['about'], id: string | number): Promise<string | null> {
    if (about === 'camera') return String(id);
    const rows = await this.dataSource.query<{ camera_id: string }[]>(CAMERA_OF[about], [id]);
    return rows[0]?.camera_id ?? null;
  }
}

/** The camera of an event or a recording never changes. */
const CAMERA_OF = {
  event: 'SELECT camera_id FROM events WHERE id = $1',
  recording: 'SELECT camera_id FROM recordings WHERE id = $1',
};
