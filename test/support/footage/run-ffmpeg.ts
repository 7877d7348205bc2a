import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An FFmpeg that can make footage, if the one on PATH has only the parts that the service needs. */
export const footageProgram = process.env.FOOTAGE_FFMPEG ?? 'ffmpeg';

/** Runs the system's FFmpeg. Returns its standard error too, where filters write their reports. */
export async function runFfmpeg(args: readonly string[]): Promise<{ out: Buffer; log: string }> {
  const { stdout, stderr } = await run(footageProgram, ['-nostdin', '-hide_banner', ...args], {
    encoding: 'buffer',
    maxBuffer: 1 << 30,
  });
  return { out: stdout, log: stderr.toString() };
}
