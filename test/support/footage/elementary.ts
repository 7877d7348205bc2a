import { runFfmpeg } from './run-ffmpeg.js';

/** A picture of H.264, or a piece of sound in G.711 (A-law, 8 kHz). */
export interface Unit {
  readonly kind: 'keyframe' | 'picture' | 'sound';
  readonly atMs: number;
  readonly bytes: Buffer;
}

/** An access unit delimiter. */
const DELIMITER = Buffer.from([0, 0, 0, 1, 9]);
const KEYFRAME = Buffer.from([0, 0, 1, 0x65]);
/** 40 ms of sound. */
const SOUND_BYTES = 320;

/** What a file without B-frames holds, in the order of time, for writers of containers that FFmpeg cannot write. */
export async function unitsOf(
  file: string,
  { fps, hasSound }: { fps: number; hasSound: boolean },
): Promise<Unit[]> {
  const delimited = ['-c', 'copy', '-bsf:v', 'h264_mp4toannexb,h264_metadata=aud=insert'];
  const { out } = await runFfmpeg(['-i', file, '-an', ...delimited, '-f', 'h264', '-']);
  const pictures = split(out).map((bytes, index): Unit => ({
    kind: bytes.includes(KEYFRAME) ? 'keyframe' : 'picture',
    atMs: Math.floor((index * 1000) / fps),
    bytes,
  }));
  const all = [...pictures, ...(hasSound ? await soundOf(file) : [])];
  return all.sort((a, b) => a.atMs - b.atMs);
}

function split(stream: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at !== -1;) {
    const next = stream.indexOf(DELIMITER, at + 1);
    found.push(stream.subarray(at, next === -1 ? undefined : next));
    at = next;
  }
  return found;
}

async function soundOf(file: string): Promise<Unit[]> {
  const { out } = await runFfmpeg([
    '-i',
    file,
    '-vn',
    '-ar',
    '8000',
    '-ac',
    '1',
    '-f',
    'alaw',
    '-',
  ]);
  const pieces = Array.from({ length: Math.ceil(out.length / SOUND_BYTES) });
  return pieces.map((_, index) => ({
    kind: 'sound',
    atMs: (index * SOUND_BYTES) / 8,
    bytes: out.subarray(index * SOUND_BYTES, (index + 1) * SOUND_BYTES),
  }));
}
