import { Injectable } from '@nestjs/common';
import type { ClipFile, RenditionName } from '../storage/clip-file.js';
import type { Asked, Completed, Pending } from './made-files.js';
import { ClipFileNotFoundError } from './media-errors.js';

/** What there is of a rendition. */
export type RenditionState =
  /** The clip needs none of this name: it is the rendition itself. */
  { readonly status: 'clip' } | Pending | Completed;

export interface RenditionRequest extends Asked {
  readonly clip: ClipFile;
  readonly name: RenditionName;
  /** The only version of the clip whose rendition is wanted; null: whichever there is. */
  readonly version: string | null;
  /** How long to wait for one that has to be made, in milliseconds. */
  readonly waitMs: number;
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
