import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One that can make footage, where the one on PATH only has what the service needs. */
const program = process.env.FOOTAGE_FFMPEG ?? 'ffmpeg';

/** Runs the system's FFmpeg to its end. What it says on standard error is kept: filters report there. */
export async function runFfmpeg(args: readonly string[]): Promise<{ out: Buffer; log: string }> {
  const { stdout, stderr } = await run(program, ['-nostdin', '-hide_banner', ...args], {
    encoding: 'buffer',
    maxBuffer: 1 << 30,
  });
  return { out: stdout, log: stderr.toString() };
}
