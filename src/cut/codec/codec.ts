/**
 * What the cutter has to know about a video codec. To add a codec, write a file with its implementation
 * and put it in the list in `codecs.ts`.
 *
 * A clip consists of segments. Each begins with a head, whose frames are encoded, up to an entry point;
 * from there on the recording's packets are copied (the tail). Head and tail come from different encoders
 * and need different parameter sets, so the head's sets get ids that no recording of the clip uses, and
 * the clip's decoder configuration lists all sets.
 *
 * Packets are handed over as NAL units, without start codes or lengths.
 */
export interface VideoCodec {
  /** FFmpeg's name of the codec, which a file's facts have, and of its byte stream (Annex B). */
  readonly name: string;
  /** Mediabunny's name of it. */
  readonly libraryName: string;
  /** What people call it. */
  readonly title: string;
  /** FFmpeg's names of the pixel formats that can be cut and that browsers play. */
  readonly pixelFormats: ReadonlySet<string>;
  /** Brands of an MP4 that has a track of it (ISO/IEC 14496-12, annex E). */
  readonly brands: readonly string[];

  /** Whether the NAL unit is part of a picture. */
  isPicture(nal: Uint8Array): boolean;
  isParameterSet(nal: Uint8Array): boolean;
  /** Of a parameter set. Streams have their sets in the order of `kind`, which counts from 0. */
  setIdOf(nal: Uint8Array): { kind: number; id: number };
  /** What a packet is that decoding can begin at; null for all others. */
  entryPointOf(nals: readonly Uint8Array[]): EntryPoint | null;
  /**
   * Whether this packet is a leading picture: it follows an entry point and is shown before it. Leading
   * pictures of the entry point that a tail begins with are not copied: the head shows their frames.
   */
  isLeading(nals: readonly Uint8Array[]): boolean;

  /** Whether a copy leaves the NAL unit out: delimiters, and what cameras write about themselves. */
  isLeftOut(nal: Uint8Array): boolean;
  /** Whether the camera signs its video with the NAL unit. A copy keeps it, though it is the camera's data. */
  isSignature(nal: Uint8Array): boolean;
  /** The entry point that a tail begins with, changed as it has to be without its leading pictures. */
  asTailStart(nals: readonly Uint8Array[]): readonly Uint8Array[];

  /** Reads the decoder configuration that MP4 and Matroska keep; null where it makes no sense. */
  readConfiguration(bytes: Uint8Array): DecoderConfiguration | null;
  /**
   * How pictures with these sets are coded. Throws `SmartCutNotPossible` where browsers do not play them,
   * or a head cannot be made to look alike.
   *
   * @param entry the packet that decoding begins at
   */
  codingOf(sets: readonly Uint8Array[], entry: readonly Uint8Array[]): PictureCoding;

  /** Ids for the parameter sets of heads, one for each head, that none of these sets has. */
  freeSetIds(inUse: readonly Uint8Array[]): number[];
  /**
   * FFmpeg's arguments for the encoder of a head, which has to put a delimiter before each frame. An encoder
   * that takes ids writes `setId`; for one that does not, `readHead` changes the ids.
   */
  encoderArguments(job: HeadJob): string[];
  /** Takes the encoder's byte stream apart; afterwards all its sets have the id `setId`. */
  readHead(stream: Uint8Array, setId: number): EncodedHead;

  /**
   * Parameter sets, or the NAL units of a copied packet, with another id for all sets, which is one of those for heads:
   * where recordings use one id for different sets. What else refers to sets and is not needed is left out. Throws
   * `SmartCutNotPossible` where the ids cannot be changed. Left out: each entry point brings its own sets instead,
   * which not all codecs' players can play.
   */
  withSetId?(nals: readonly Uint8Array[], setId: number): readonly Uint8Array[];

  /**
   * What the clip's track says of its codec. Throws `SmartCutNotPossible` where pictures with these sets cannot be in
   * one track.
   */
  trackCodec(sets: readonly Uint8Array[]): TrackCodec;
}

/** A packet that decoding can begin at. */
export interface EntryPoint {
  /** Whether leading pictures may follow it. */
  mayHaveLeading: boolean;
  /** Whether players may seek to it: the clip marks it as a sync sample. */
  isSync: boolean;
}

export interface DecoderConfiguration {
  /** Bytes of the length before each NAL unit. */
  lengthSize: number;
  sets: Uint8Array[];
}

/** How pictures are coded: those of a head have to look like those of the recording. */
export interface PictureCoding {
  /** The encoder's name of the profile. */
  profile: string;
  /** FFmpeg's name. */
  pixelFormat: string;
  colour: Colour;
}

/** Code points of ITU-T H.273, and whether black is 0; null where the recording does not say. */
export interface Colour {
  fullRange: boolean | null;
  primaries: number | null;
  transfer: number | null;
  matrix: number | null;
}

/** A head to encode. */
export interface HeadJob {
  /** The codec's name. */
  codec: string;
  /** The group of pictures that the head lies in, as a byte stream (Annex B). */
  stream: Uint8Array;
  /** How many of its frames, in the order that they are shown, to leave out, and how many to encode then. */
  skip: number;
  frames: number;
  /** Frames per second, roughly. */
  frameRate: number;
  /** The id of the head's parameter sets, which the copied packets do not use. */
  setId: number;
  coding: PictureCoding;
}

/** What the encoder made of a head. */
export interface EncodedHead {
  sets: Uint8Array[];
  /** The NAL units of each frame. */
  frames: Uint8Array[][];
}

/** What an MP4 track says of its codec (ISO/IEC 14496-15). */
export interface TrackCodec {
  /** The type of the sample entry. */
  sampleEntry: string;
  /** The decoder configuration: the type of its box, and what is in it. */
  configurationBox: string;
  configuration: Uint8Array;
  /** For `canPlayType` and the like (RFC 6381). */
  codecString: string;
}
