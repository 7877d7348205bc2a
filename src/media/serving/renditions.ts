import { Injectable } from '@nestjs/common';
import type { ClipFile, RenditionName } from '../storage/clip-file.js';
import { ClipFileNotFoundError } from './media-errors.js';

/** What there is of a rendition. */
export type RenditionState =
  /** The clip needs none of this name: it is the rendition itself. */
  | { readonly status: 'clip' }
  | { readonly status: 'pending'; readonly progress: number; readonly message: string }
  | { readonly status: 'completed'; readonly fileName: string; readonly sha256: string };

export interface RenditionRequest {
  readonly clip: ClipFile;
  readonly name: RenditionName;
  /** The only version of the clip whose rendition is wanted; null: whichever there is. */
  readonly version: string | null;
  /** How long to wait for one that has to be made, in milliseconds. */
  readonly waitMs: number;
  /** Ends the wait, but not the making. */
  readonly signal: AbortSignal;
  /** The hash of a completed one whose file is missing or damaged, so that it has to be made again. */
  readonly lost: string | null;
}

/** @throws ClipFileNotFoundError, ClipReplacedError, RenditionFailedError, and why none can be started */
export type RequestRendition = (request: RenditionRequest) => Promise<RenditionState>;

/**
 * Renditions of clips, which are made when they are first requested. The module that makes them supplies how by
 * {@link use}; until then there are no clips that could have any.
 */
@Injectable()
export class Renditions {
  private requestRendition: RequestRendition = () => Promise.reject(new ClipFileNotFoundError());

  use(requestRendition: RequestRendition): void {
    this.requestRendition = requestRendition;
  }

  request(request: RenditionRequest): Promise<RenditionState> {
    return this.requestRendition(request);
  }
}
