import { Injectable } from '@nestjs/common';
import type { ClipFormat } from '../storage/clip-file.js';
import type { OpenClipFile } from '../storage/clip-storage.js';
import { codecsOfFile } from '../storage/codecs-of-file.js';

const TYPES: Record<ClipFormat, string> = { mp4: 'video/mp4', gif: 'image/gif' };
/** About 2 MB. */
const MAX_KNOWN = 10_000;

/** The media types of clips. That of an MP4 names its codecs (RFC 6381), which its own index says. */
@Injectable()
export class MediaTypes {
  /** By version of a file; each version is read once. */
  private readonly known = new Map<string, string>();

  async of(file: OpenClipFile, format: ClipFormat): Promise<string> {
    if (format !== 'mp4') return TYPES[format];
    const key = `${file.name} ${file.version}`;
    // A file that cannot be read fails when it is sent.
    const type = this.known.get(key) ?? (await typeOf(file).catch(() => null));
    if (type === null) return TYPES.mp4;
    this.known.set(key, type);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MAX_KNOWN) break;
      this.known.delete(oldest);
    }
    return type;
  }
}

async function typeOf(file: OpenClipFile): Promise<string> {
  const codecs = await codecsOfFile(file);
  return codecs === null ? TYPES.mp4 : `${TYPES.mp4}; codecs="${codecs}"`;
}
