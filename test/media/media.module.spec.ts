import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FfmpegModule } from '../../src/ffmpeg/ffmpeg.module.js';
import type { MediaModuleOptions } from '../../src/media/media.module-definition.js';
import { MediaModule } from '../../src/media/media.module.js';
import { temporaryFolder } from '../support/temporary-folder.js';

describe('The start of MediaModule', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const at = (name: string) => join(folder.path, name);

  beforeEach(async () => void (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  async function start(options: Partial<MediaModuleOptions> = {}): Promise<void> {
    const media = { mediaRoots: [], clipsDirectory: at('clips'), ...options };
    const testing = await Test.createTestingModule({
      imports: [FfmpegModule.forRoot({}), MediaModule.forRoot(media)],
    }).compile();
    const app = testing.createNestApplication({ logger: false });
    await app.init();
    await app.close();
  }

  it.each<[string, string, () => Promise<unknown>]>([
    ['is a file', 'clips is not a folder.', () => writeFile(at('clips'), '')],
    [
      'is a link that leads nowhere',
      'clips is a link that leads nowhere.',
      () => symlink('none', at('clips')),
    ],
    [
      'has posters that are a link',
      'clips/posters is a link, and must be a folder.',
      () => mkdir(at('clips/x'), { recursive: true }).then(() => symlink('x', at('clips/posters'))),
    ],
    [
      'has a .tmp that is a link',
      'clips/.tmp is a link, and must be a folder.',
      () => mkdir(at('clips/x'), { recursive: true }).then(() => symlink('x', at('clips/.tmp'))),
    ],
    [
      'has a .tmp that is a file',
      'clips/.tmp is not a folder.',
      () => mkdir(at('clips')).then(() => writeFile(at('clips/.tmp'), '')),
    ],
    [
      'takes no file from .tmp',
      'clips: EISDIR',
      () => mkdir(at('clips/.ready/in-the-way'), { recursive: true }),
    ],
  ])('is refused where CLIPS_DIRECTORY %s', async (_, problem, prepare) => {
    await prepare();
    await expect(start()).rejects.toThrow(`CLIPS_DIRECTORY cannot be used: ${at(problem)}`);
  });

  it('tries nothing out for a program that keeps no clips', async () => {
    await mkdir(at('clips/.ready/in-the-way'), { recursive: true });
    await start({ keepsClips: false });
  });

  it('makes the media roots that are missing where it is asked to, and only there', async () => {
    await start({ mediaRoots: [at('data/media')] });
    expect(await readdir(folder.path)).toEqual(['clips']);
    for (let i = 0; i < 2; i++)
      await start({ mediaRoots: [at('data/media')], makesMediaRoots: true });
    expect(await readdir(at('data'))).toEqual(['media']);
  });

  it('goes on without a media root that it cannot make', async () => {
    await symlink('none', at('media'));
    await start({ mediaRoots: [at('media')], makesMediaRoots: true });
  });

  it('is refused where one of MEDIA_ROOTS can never be a folder', async () => {
    await mkdir(at('root'));
    await writeFile(at('file'), '');
    await expect(start({ mediaRoots: [at('root'), at('file')] })).rejects.toThrow(
      `MEDIA_ROOTS cannot be used: ${at('file')} is not a folder.`,
    );
    // One that is not there may come, as may what a link leads to.
    await symlink('later', at('link'));
    await start({ mediaRoots: [at('later'), at('link')] });
    await rm(at('root'), { recursive: true });
    await start({ mediaRoots: [at('root')] });
  });
});
