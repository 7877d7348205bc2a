import { box, fullBox, u16, u32, u8 } from './write-box.js';

/** How the pictures of a track are coded and shown. */
export interface VideoFormat {
  /** Pixels as coded, before the aspect ratio and the matrix. */
  width: number;
  height: number;
  /** The type of the sample entry, and the box with the decoder configuration (ISO/IEC 14496-15). */
  sampleEntry: string;
  configurationBox: string;
  configuration: Uint8Array;
  pixelAspect: { num: number; den: number };
  /** Code points of ITU-T H.273; null where they are not known. */
  colour: { primaries: number; transfer: number; matrix: number; fullRange: boolean } | null;
}

export interface AudioFormat {
  codec: 'aac' | 'mp3';
  sampleRate: number;
  channels: number;
  /** AAC's AudioSpecificConfig (ISO/IEC 14496-3); MP3 has none. */
  description: Uint8Array | null;
}

const REFERENCE = [u32(0), u16(0, 1)];
const DPI_72 = 0x00480000;
const NO_COLOUR_TABLE = 0xffff;

/** A visual sample entry (ISO/IEC 14496-12, 12.1.3). */
export function videoEntry(format: VideoFormat): Buffer {
  const { width, height, pixelAspect, colour } = format;
  const { num, den } = pixelAspect;
  return box(
    format.sampleEntry,
    ...REFERENCE,
    Buffer.alloc(16),
    u16(width, height),
    u32(DPI_72, DPI_72, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, NO_COLOUR_TABLE),
    box(format.configurationBox, format.configuration),
    num === den ? u8() : box('pasp', u32(num, den)),
    colour ? colourBox(colour) : u8(),
  );
}

function colourBox(colour: NonNullable<VideoFormat['colour']>): Buffer {
  const { primaries, transfer, matrix, fullRange } = colour;
  const points = u16(primaries, transfer, matrix);
  return box('colr', Buffer.from('nclx', 'latin1'), points, u8(fullRange ? 0x80 : 0));
}

const OBJECT_TYPES = { aac: 0x40, mp3: 0x6b } as const;
const AUDIO_STREAM = 0x15;

/** `mp4a` (ISO/IEC 14496-12, 12.2.3) with an elementary stream descriptor (14496-1, 7.2.6.5). */
export function audioEntry({ codec, sampleRate, channels, description }: AudioFormat): Buffer {
  const specific = description ? descriptor(0x05, description) : u8();
  const config = u8(OBJECT_TYPES[codec], AUDIO_STREAM, 0, 0, 0, ...u32(0, 0));
  const stream = descriptor(
    0x03,
    u16(0),
    u8(0),
    descriptor(0x04, config, specific),
    descriptor(0x06, u8(2)),
  );
  return soundEntry('mp4a', { sampleRate, channels }, fullBox('esds', 0, 0, stream));
}

/** An audio sample entry of any type. */
export function soundEntry(
  type: string,
  { sampleRate, channels }: Pick<AudioFormat, 'sampleRate' | 'channels'>,
  ...boxes: readonly Uint8Array[]
): Buffer {
  return box(
    type,
    ...REFERENCE,
    u32(0, 0),
    u16(channels, 16, 0, 0),
    // Its integer part has 16 bits; decoders take the rate from the description.
    u32(sampleRate > 0xffff ? 0 : sampleRate * 0x10000),
    ...boxes,
  );
}

/** Tag, length in four bytes of seven bits each, content (ISO/IEC 14496-1, 8.3.3). */
function descriptor(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const bytes = Buffer.concat(content);
  const length = [21, 14, 7].map((shift) => 0x80 | ((bytes.length >> shift) & 0x7f));
  return Buffer.concat([u8(tag, ...length, bytes.length & 0x7f), bytes]);
}
