import type { ClipInfo } from '../api/types.js';

/** Whether this browser may play the clip. It knows best what its codecs are called for; without them it has to try. */
export function playsHere({ format, codecs }: Pick<ClipInfo, 'format' | 'codecs'>): boolean {
  if (format !== 'mp4' || codecs === null) return true;
  return document.createElement('video').canPlayType(`video/mp4; codecs="${codecs}"`) !== '';
}
