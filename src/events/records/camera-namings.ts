import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { CameraNaming } from '../placing/camera-naming.js';
import { Camera } from './camera.entity.js';

/** How each camera names its files: as it is set for the camera, otherwise as it is for all. */
@Injectable()
export class CameraNamings {
  constructor(@InjectRepository(Camera) private readonly cameras: Repository<Camera>) {}

  async of(cameraId: string, defaults: CameraNaming): Promise<CameraNaming> {
    return namingOfCamera(await this.cameras.findOneBy({ cameraId }), defaults);
  }

  /** The naming of any of the cameras, by one query for all of them. */
  async ofAll(
    cameraIds: readonly string[],
    defaults: CameraNaming,
  ): Promise<(cameraId: string) => CameraNaming> {
    const cameras = await this.cameras.findBy({ cameraId: In([...new Set(cameraIds)]) });
    const known = new Map(cameras.map((camera) => [camera.cameraId, camera]));
    return (cameraId) => namingOfCamera(known.get(cameraId) ?? null, defaults);
  }
}

export function namingOfCamera(
  camera: Pick<Camera, 'timeZone' | 'filePattern' | 'clockOffsetSeconds'> | null,
  defaults: CameraNaming,
): CameraNaming {
  const { timeZone, filePattern, clockOffsetSeconds } = camera ?? {};
  return {
    timezone: timeZone ?? defaults.timezone,
    pattern: filePattern ?? defaults.pattern ?? null,
    clockAheadMs:
      clockOffsetSeconds == null
        ? (defaults.clockAheadMs ?? 0)
        : Math.round(clockOffsetSeconds * 1000),
  };
}
