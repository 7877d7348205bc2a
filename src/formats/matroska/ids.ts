/** The elements that are read (RFC 9559, 5.1; the EBML header's, RFC 8794, 11.2). */
export const Id = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  dateUtc: 0x4461,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  codecDelay: 0x56aa,
  defaultDuration: 0x23e383,
  trackTimestampScale: 0x23314f,
  contentEncodings: 0x6d80,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  interlaced: 0x9a,
  projection: 0x7670,
  audio: 0xe1,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
} as const;

/** The bytes of an id in a file. */
export const CLUSTER_ID = Buffer.from('1f43b675', 'hex');

/** What may follow a first cluster: parts of clusters and of groups of blocks, and of the segment. */
export const AFTER_CLUSTER: ReadonlySet<number> = new Set([
  ...[Id.cluster, Id.timestamp, Id.simpleBlock, Id.blockGroup, Id.block],
  ...[0xa7, 0xab], // Position, PrevSize
  ...[0x9b, 0xfb, 0xfa, 0xa4, 0x75a1, 0x75a2], // of a group: duration, references, state, additions
  ...[0xec, 0xbf], // Void, CRC-32
  ...[0x114d9b74, 0x1c53bb6b, 0x1254c367, 0x1043a770, 0x1941a469], // SeekHead, Cues, Tags, …
]);
