import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { EventClipsError } from '../event-clips-error.js';
import { callerOf } from './caller.js';
import { type GuardedRequest, nodeRequest } from './node-http.js';

/** The cameras that a caller is limited to; null: it is not limited. */
export type CameraLimit = ReadonlySet<string> | null;

/** What a route is about, and how it refuses that of a camera which the caller is not allowed. */
export interface CameraRule {
  readonly about: 'event' | 'recording' | 'camera';
  /** The id of it, or of the camera, by the route's parameters; null for one that the route refuses itself. */
  readonly idIn: (params: Readonly<Record<string, string>>) => string | number | null;
  readonly refusal: new () => EventClipsError;
}

/**
 * How a route keeps callers to their cameras: by a rule, or by `itself`, with {@link CallerCameras}. A route
 * without this refuses all callers that are limited to cameras.
 */
export const KeepsToCameras = Reflector.createDecorator<CameraRule | 'itself'>();

/** The cameras that the caller is limited to, for a route that keeps to them itself. */
export const CallerCameras = createParamDecorator(
  (_: unknown, context: ExecutionContext): CameraLimit =>
    callerOf(nodeRequest(context.switchToHttp().getRequest<GuardedRequest>()))?.cameras ?? null,
);

export function isAllowed(cameras: CameraLimit, cameraId: string): boolean {
  return cameras?.has(cameraId) ?? true;
}
