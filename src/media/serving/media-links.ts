import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { posterFileName } from '../storage/clip-file.js';
import { isSignedLink, signLink } from './link-signature.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

/** How links are signed: one secret for all nodes, and the seconds for which a link is good. */
export interface LinkSigning {
  readonly secret: Buffer;
  readonly ttlSeconds: number;
}

/** Addresses of clips and posters. A signed one works where no header can be sent: `<video>`, `<img>`. */
@Injectable()
export class MediaLinks {
  private signing: LinkSigning | null = null;

  private readonly prefix: string;

  constructor(
    @Inject(MEDIA_OPTIONS) { linkPrefix = '' }: MediaModuleOptions,
    private readonly clock: Clock,
  ) {
    this.prefix = linkPrefix;
  }

  /** Signs links from now on. Without it they are plain, as where no keys are in use. */
  use(signing: LinkSigning): void {
    this.signing = signing;
  }

  /** @param ttlSeconds how long the link is good; default as configured */
  clip(fileName: string, ttlSeconds?: number): string {
    return this.link(`/api/media/clips/${fileName}`, ttlSeconds);
  }

  poster(eventId: number): string {
    return this.link(`/api/media/posters/${posterFileName(eventId)}`);
  }

  /** Whether the query of a requested link is its signature, and has not expired. */
  isSigned(path: string, query: Record<string, unknown>): boolean {
    const { signing, prefix } = this;
    if (!signing) return false;
    // A proxy may have removed the prefix.
    const resource = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    return isSignedLink(signing.secret, resource, query, this.clock.now().getTime());
  }

  private link(resource: string, ttlSeconds = this.signing?.ttlSeconds ?? 0): string {
    const path = this.prefix + resource;
    if (!this.signing) return path;
    const expires = Math.ceil(this.clock.now().getTime() / 1000) + ttlSeconds;
    const { signature } = signLink(this.signing.secret, resource, expires);
    return `${path}?expires=${expires}&signature=${signature}`;
  }
}
