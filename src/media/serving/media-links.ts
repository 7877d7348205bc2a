import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { exportFileName, posterFileName, subtitlesFileName } from '../storage/clip-file.js';
import { versionOf } from './clip-version.js';
import {
  claimedSigner,
  isSignedLink,
  type LinkQuery,
  type LinkSigner,
  signatureOf,
  signerId,
  THE_SERVICE,
} from './link-signature.js';
import { MEDIA_OPTIONS, type MediaModuleOptions } from '../media.module-definition.js';

export type { LinkSigner } from './link-signature.js';

/** How links are signed: one secret for all nodes, and the seconds for which a link is good. */
export interface LinkSigning {
  readonly secret: Buffer;
  readonly ttlSeconds: number;
  /** By default the service signs every link itself. */
  readonly signers?: LinkSigners;
}

/** Those who make links. A link of one who is no longer among them is not valid. */
export interface LinkSigners {
  /** Who makes the links of the current work; null: they are not to be signed. */
  current(): LinkSigner | null;
  /** The same list as before, unless one was added or removed. */
  all(): readonly LinkSigner[];
}

export interface LinkOptions {
  /** Of the clip: the link is valid for this version only. Left out: for whatever clip the event has. */
  readonly sha256?: string;
  /** How long the link is good; default as configured. */
  readonly ttlSeconds?: number | undefined;
  /** Signed by the service itself, whoever the current work is for. */
  readonly byService?: boolean;
}

/** Addresses of clips and posters. A signed one works where no header can be sent: `<video>`, `<img>`. */
@Injectable()
export class MediaLinks {
  private signing: LinkSigning | null = null;
  /** The signers by their ids, as long as they are the same. */
  private known: { of: readonly LinkSigner[]; byId: ReadonlyMap<string, LinkSigner> } | null = null;

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
    this.known = null;
  }

  clip(fileName: string, options: LinkOptions = {}): string {
    return this.link(`/api/media/clips/${fileName}`, options);
  }

  /** @param options `sha256` is that of the clip */
  rendition(fileName: string, name: string, options: LinkOptions = {}): string {
    return this.link(`/api/media/clips/${fileName}`, options, { rendition: name });
  }

  /** Of a clip of a camera alone; the query says which. */
  cameraClip(
    cameraId: string,
    query: Readonly<Record<string, string>>,
    options: Pick<LinkOptions, 'ttlSeconds' | 'byService'> = {},
  ): string {
    return this.link(`/api/cameras/${encodeURIComponent(cameraId)}/clip.mp4`, options, query);
  }

  /** Of the file of an export. */
  export(id: number): string {
    return this.link(`/api/media/exports/${exportFileName(id)}`, {});
  }

  /** @param options `sha256` is that of the clip */
  poster(eventId: number, options: LinkOptions = {}): string {
    return this.link(`/api/media/posters/${posterFileName(eventId)}`, options);
  }

  /** @param options `sha256` is that of the clip */
  subtitles(eventId: number, options: LinkOptions = {}): string {
    return this.link(`/api/media/clips/${subtitlesFileName(eventId)}`, options);
  }

  /** Whether the query of a requested link is its signature, and has not expired. */
  isSigned(path: string, query: LinkQuery): boolean {
    return this.signerOf(path, query) !== null;
  }

  /** Who signed a requested link; null unless it is valid. */
  signerOf(path: string, query: LinkQuery): LinkSigner | null {
    const { signing, prefix } = this;
    const id = claimedSigner(query);
    if (!signing || id === null) return null;
    const signer = this.signersById(signing).get(id);
    if (signer === undefined) return null;
    // A proxy may have removed the prefix.
    const resource = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    const nowMs = this.clock.now().getTime();
    return isSignedLink(signing.secret, signer, resource, query, nowMs) ? signer : null;
  }

  /** @param asked a query that is signed too */
  private link(
    resource: string,
    { sha256, ttlSeconds, byService }: LinkOptions,
    asked: Readonly<Record<string, string>> = {},
  ): string {
    const { signing } = this;
    const path = this.prefix + resource;
    const signers = byService ? undefined : signing?.signers;
    const signer = signers ? signers.current() : THE_SERVICE;
    if (!signing || signer === null) return withQuery(path, asked);
    const seconds = ttlSeconds ?? signing.ttlSeconds;
    const expires = Math.ceil(this.clock.now().getTime() / 1000) + seconds;
    const query = {
      ...asked,
      expires: String(expires),
      ...(sha256 !== undefined && { version: versionOf(sha256) }),
    };
    const signature = signatureOf(signing.secret, signer, resource, query);
    return withQuery(path, { ...query, signature });
  }

  private signersById({ secret, signers }: LinkSigning): ReadonlyMap<string, LinkSigner> {
    const all = signers?.all() ?? NO_SIGNERS;
    if (this.known?.of !== all) {
      const byId = new Map([THE_SERVICE, ...all].map((each) => [signerId(secret, each), each]));
      this.known = { of: all, byId };
    }
    return this.known.byId;
  }
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}

const NO_SIGNERS: readonly LinkSigner[] = [];
