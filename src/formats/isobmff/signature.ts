import { startsWith } from '../signature.js';

/** Boxes that files of the MP4 and QuickTime family begin with (ISO/IEC 14496-12, QTFF). */
export const FIRST_BOXES: readonly string[] =
  'ftyp styp moov moof mdat sidx emsg free skip wide pnot uuid'.split(' ');
/** Still pictures in the same container (HEIF, AVIF). */
const STILL_BRANDS = 'heic heix heim heis mif1 avif'.split(' ');

export function isIsoMedia(head: Uint8Array): boolean {
  if (!FIRST_BOXES.some((type) => startsWith(head, type, 4))) return false;
  return !(startsWith(head, 'ftyp', 4) && STILL_BRANDS.some((brand) => startsWith(head, brand, 8)));
}
