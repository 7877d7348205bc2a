/** A marker segment: ITU-T T.81, B.1.1. */
export interface JpegSegment {
  readonly marker: number;
  /** As far as the bytes go. */
  readonly content: Buffer;
}

const START_OF_SCAN = 0xda;
const START_OF_IMAGE = 0xd8;

/**
 * The segments before the picture's data. A thumbnail inside Exif data has segments of its own, which are
 * passed over. Throws a RangeError where the bytes end between two segments.
 */
export function* jpegSegments(head: Buffer): Generator<JpegSegment> {
  for (let at = 0; head.readUInt8(at) === 0xff;) {
    const marker = head.readUInt8(at + 1);
    if (marker === START_OF_SCAN) return;
    if (marker === 0xff) {
      at += 1; // a fill byte
    } else if (marker === START_OF_IMAGE) {
      at += 2;
    } else {
      const end = at + 2 + head.readUInt16BE(at + 2);
      yield { marker, content: head.subarray(at + 4, end) };
      at = end;
    }
  }
}
