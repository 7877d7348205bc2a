import { readFile, writeFile } from 'node:fs/promises';
import { footage, type FootageOptions } from '../../support/footage.js';
import { runFfmpeg } from '../../support/footage/run-ffmpeg.js';

/** The start of captions (ANSI/SCTE 128, 8.1): ITU-T T.35 with the codes of the USA and ATSC, and an identifier. */
export const CAPTIONS_MARK = 'GA94';

const FPS = 15;

interface Kind {
  readonly codec: NonNullable<FootageOptions['codec']>;
  /** FFmpeg's name of the elementary stream. */
  readonly format: string;
  readonly container: 'mp4' | 'avi';
  /** A pattern for the start of each picture, and the bytes to insert before it, both in Latin 1. */
  readonly picture: string;
  readonly data: (text: string) => string;
}

/** How a camera stores user data between its pictures, by codec. */
const KINDS: Record<string, Kind> = {
  // Types 1 and 5, first macroblock 0; supplemental information is type 6.
  h264: {
    ...{ codec: 'libx264', format: 'h264', container: 'mp4' },
    picture: String.raw`\0\0\x01[\x21\x25\x41\x45\x61\x65][\x80-\xff]`,
    data: (text) => supplemental('\x06', text),
  },
  // Types below 32 in a header of two bytes, first slice of the picture; type 39.
  hevc: {
    ...{ codec: 'libx265', format: 'hevc', container: 'mp4' },
    picture: String.raw`\0\0\x01[\0-\x3f]\x01[\x80-\xff]`,
    data: (text) => supplemental('\x4e\x01', text),
  },
  // `user_data` (ISO/IEC 14496-2, 6.2.2.1) before each `vop`.
  mpeg4: {
    ...{ codec: 'mpeg4', format: 'm4v', container: 'avi' },
    picture: String.raw`\0\0\x01\xb6`,
    data: (text) => `\0\0\x01\xb2${text}`,
  },
  // Exif data and a comment after the start of each picture, before its tables.
  mjpeg: {
    ...{ codec: 'mjpeg', format: 'mjpeg', container: 'avi' },
    picture: String.raw`(?<=\xff\xd8)\xff`,
    data: (text) => segment(0xe1, exif(text)) + segment(0xfe, text),
  },
};

/** Inserts `text` before each of the 90 pictures of six seconds of footage, and captions if the codec has them. */
export async function videoWithUserData(kind: string, text: string, base: string): Promise<string> {
  const { codec, format, container, picture, data } = KINDS[kind]!;
  const bare = `${base}.${format}`;
  const plain = await footage({ seconds: 6, fps: FPS, codec, container });
  await runFfmpeg(['-v', 'error', '-i', plain, '-c', 'copy', '-f', format, '-y', bare]);
  const stream = await readFile(bare, 'latin1');
  await writeFile(
    bare,
    stream.replaceAll(new RegExp(picture, 'g'), (found) => data(text) + found),
    'latin1',
  );
  const path = `${base}.${container}`;
  const input = ['-f', format, '-framerate', String(FPS), '-i', bare];
  await runFfmpeg(['-v', 'error', ...input, '-c', 'copy', '-y', path]);
  return path;
}

/** Unregistered user data (type 5) and registered user data (type 4, captions of channel 1), each in its own unit. */
function supplemental(header: string, text: string): string {
  const uuid = '\x08\x6f\x36\x93\xb7\xb3\x4f\x2c\x96\x53\x21\x49\x2f\xee\xe5\xb8';
  const captions = `\xb5\0\x31${CAPTIONS_MARK}\x03\xc2\xff\xfc\x94\x2c\xfc\xc1\xc2\xff`;
  const message = (type: string, data: string) => type + String.fromCharCode(data.length) + data;
  return ['\x05', '\x04']
    .map((type) => message(type, type === '\x05' ? uuid + text : captions))
    .map((body) => `\0\0\x01${header}${body}\x80`)
    .join('');
}

function segment(marker: number, text: string): string {
  return `\xff${String.fromCharCode(marker, 0, text.length + 2)}${text}`;
}

/** A tag `ImageDescription` with `text` and a line that looks like output of FFmpeg. */
function exif(text: string): string {
  const value = `${text}\nframe:0    pts:7777    pts_time:518.4\n\0`;
  const entry = `\x01\x0e\0\x02\0\0\0${String.fromCharCode(value.length)}\0\0\0\x1a`;
  return `Exif\0\0MM\0*\0\0\0\x08\0\x01${entry}\0\0\0\0${value}`;
}
