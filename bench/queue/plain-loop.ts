/** Makes one clip after the other as the worker does, without a queue, a database or a server. */
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coverageOf } from '../../src/clips/footage/coverage.js';
import { produceVideo } from '../../src/clips/make/produce-video.js';
import { TemporaryFiles } from '../../src/clips/records/temporary-files.js';
import { readVideoSource } from '../../src/clips/footage/video-source.js';
import { verify } from '../../src/clips/make/verify.js';
import { FfmpegRunner } from '../../src/ffmpeg/ffmpeg-runner.js';
import { MediaProbe } from '../../src/probe/media-probe.js';
import { ClipsDirectory } from '../../src/media/storage/clips-directory.js';
import { WorkFolder } from '../../src/media/storage/work-folder.js';
import { posterArguments } from '../../src/clips/make/poster-maker.js';
import { intervalOf, STARTED } from './events.js';

const [film = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'event-clips-loop-'));
const work = new WorkFolder(new ClipsDirectory({ clipsDirectory: folder }));
await work.prepare({ make: true });
const { FFMPEG_PATH: ffmpegPath = 'ffmpeg' } = process.env;
const runner = new FfmpegRunner({ ffmpegPath });
const probe = new MediaProbe(runner);

process.on('message', (windows: number[]) => {
  void (async () => {
    for (const [index, seconds] of windows.entries()) await makeClip(seconds, `${index}_clip.mp4`);
    process.send!('done');
  })();
});
process.once('disconnect', () => void rm(folder, { recursive: true }));

async function makeClip(seconds: number, name: string): Promise<void> {
  const placement = { startedAt: new Date(STARTED), name: film, naming: { timezone: 'UTC' } };
  const source = await readVideoSource(probe, film, placement);
  const segments = coverageOf(intervalOf(seconds), [source]);
  const files = new TemporaryFiles(work, 'loop');
  const output = files.path('mp4');
  const { signal } = new AbortController();
  const job = { output, files, signal, cut: 'smart' } as const;
  const produced = await produceVideo(runner, { kind: 'video', segments }, job);
  await verify(runner, output, 'mp4', produced);
  const path = join(folder, name);
  await rename(output, path);
  await runner.ffmpeg(posterArguments(path, 'mp4', 5, `${path}.jpg`));
  await files.discard();
}
