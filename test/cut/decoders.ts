import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { setIdIn } from '../../src/formats/h265/set-ids.js';
import { joinAnnexB, splitAnnexB } from '../../src/formats/nal-units.js';
import { runFfmpeg } from '../support/footage/run-ffmpeg.js';

const run = promisify(execFile);

/** The format of pictures, which decoders write one after the other without anything between them. */
export interface Pictures {
  width: number;
  height: number;
  bytesPerSample: 1 | 2;
}

/** A program that decodes an MP4 with HEVC. */
export interface Decoder {
  name: string;
  /** Debian's packages of it. */
  packages: string;
  isInstalled(): boolean;
  /** Writes the pictures to a file, planes of 4:2:0 in the order of presentation. */
  decode(clip: string, output: string): Promise<unknown>;
}

export const FFMPEG: Decoder = {
  name: 'FFmpeg',
  packages: 'ffmpeg',
  isInstalled: () => true,
  decode: (clip, output) =>
    runFfmpeg([
      ...['-xerror', '-err_detect', 'explode', '-ignore_editlist', '1', '-i', clip],
      ...['-fps_mode', 'passthrough', '-f', 'rawvideo', '-y', output],
    ]),
};

export const OTHER_DECODERS: readonly Decoder[] = [
  {
    name: 'libde265',
    packages: 'libde265-examples',
    isInstalled: () => answers('sh', '-c', 'command -v libde265-dec265'),
    async decode(clip, output) {
      const stream = `${output}.hevc`;
      const { out } = await runFfmpeg(['-i', clip, '-map', '0:v', '-c', 'copy', '-f', 'hevc', '-']);
      await writeFile(stream, withSetsOnce(out));
      await run('libde265-dec265', ['-q', '-t', '0', '-o', output, stream]);
      await rm(stream);
    },
  },
  {
    name: 'GStreamer with libav',
    packages: 'gstreamer1.0-tools gstreamer1.0-libav gstreamer1.0-plugins-bad',
    isInstalled: () =>
      answers('gst-inspect-1.0', 'avdec_h265') && answers('gst-inspect-1.0', 'videocodectestsink'),
    decode: (clip, output) =>
      run('gst-launch-1.0', [
        ...['-q', 'filesrc', `location=${clip}`, '!', 'qtdemux', '!', 'h265parse', '!'],
        // This sink writes the pictures without the padding that buffers have.
        ...['avdec_h265', '!', 'videocodectestsink', `location=${output}`],
      ]),
  },
];

/**
 * A byte stream with each parameter set at its beginning alone, as an MP4 has them. FFmpeg repeats them before each
 * keyframe; libde265 (1.0.11) then forgets the pictures before, to which leading pictures refer, of the uncut source too.
 */
function withSetsOnce(stream: Uint8Array): Uint8Array {
  const known = new Set<string>();
  const nals = splitAnnexB(stream).filter((nal) => {
    const content = Buffer.from(nal).toString('latin1');
    const isRepeated = setIdIn(nal) !== null && known.has(content);
    known.add(content);
    return !isRepeated;
  });
  return joinAnnexB(nals);
}

function answers(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A hash of each picture that a decoder shows. */
export async function picturesOf(
  decoder: Decoder,
  clip: string,
  { width, height, bytesPerSample }: Pictures,
): Promise<string[]> {
  const output = `${clip}.${decoder.name.replaceAll(/\W/g, '')}.yuv`;
  await decoder.decode(clip, output);
  const bytes = await readFile(output);
  await rm(output);
  const length = ((width * height * 3) / 2) * bytesPerSample;
  if (bytes.length % length !== 0) {
    throw new Error(`${decoder.name} wrote ${bytes.length / length} pictures`);
  }
  return Array.from({ length: bytes.length / length }, (_, i) =>
    createHash('md5')
      .update(bytes.subarray(i * length, (i + 1) * length))
      .digest('hex'),
  );
}
