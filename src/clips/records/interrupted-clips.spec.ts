import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntityManager, Repository } from 'typeorm';
import { MemoryClipStorage } from '../../media/storage/testing/memory-clip-storage.js';
import type { ClipCompletion } from './clip-completion.js';
import type { ClipRequest } from './clip-request.entity.js';
import { type ClipRequests, RequestGoneError } from './clip-requests.js';
import { InterruptedClips } from './interrupted-clips.js';

const NAME = '7_clip.mp4';
const sha256Of = (content: string) => createHash('sha256').update(content).digest('hex');

describe('InterruptedClips', () => {
  let storage: MemoryClipStorage;
  let request: Pick<ClipRequest, 'eventId' | 'jobId' | 'state' | 'finished'> | null;
  let completed: string[];
  let failure: Error | null;
  let interrupted: InterruptedClips;

  beforeEach(() => {
    storage = new MemoryClipStorage();
    request = requestFor('new');
    [completed, failure] = [[], null];
    const manager = {
      transaction: <T>(work: (inside: EntityManager) => Promise<T>) => work({} as EntityManager),
    };
    const completion = {
      complete: ({ jobId }: { jobId: string }) => {
        if (failure) return Promise.reject(failure);
        completed.push(jobId);
        request = { ...request!, state: 'completed', finished: null };
        return Promise.resolve();
      },
    };
    interrupted = new InterruptedClips(
      { manager } as unknown as Repository<ClipRequest>,
      { lock: () => Promise.resolve(request) } as unknown as ClipRequests,
      completion as unknown as ClipCompletion,
      storage,
    );
  });

  /** A request whose job has made a file of this content, and died before it ended. */
  const requestFor = (content: string) =>
    ({
      ...{ eventId: 7, jobId: 'job', state: 'pending' },
      finished: { fileName: NAME, sha256: sha256Of(content) },
    }) as ClipRequest;

  async function publish(content: string): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'event-clips-unit-'));
    const path = join(folder, 'made');
    await writeFile(path, content);
    await storage.put(path, NAME, sha256Of(content));
    await rm(folder, { recursive: true });
  }

  it.each<[string, string | null, boolean]>([
    ['was published', 'new', true],
    ['was not published over the old one', 'old', false],
    ['was not published, and there was none before', null, false],
  ])('records a clip that %s: %s, %p', async (_, content, expected) => {
    if (content !== null) await publish(content);
    expect(await interrupted.complete(request as ClipRequest)).toBe(expected);
    expect(completed).toEqual(expected ? ['job'] : []);
  });

  it.each<[string, Partial<ClipRequest>]>([
    ['that has ended', { state: 'completed' }],
    ['whose clip is not finished', { finished: null }],
  ])('records nothing for a request %s', async (_, fields) => {
    await publish('new');
    expect(await interrupted.complete({ ...request, ...fields } as ClipRequest)).toBe(false);
    expect(completed).toEqual([]);
  });

  it('records the clip before a request is changed, and shows the request as it is then', async () => {
    await publish('new');
    const state = await interrupted.withRequest(7, (now) => Promise.resolve(now?.state));
    expect([completed, state]).toEqual([['job'], 'completed']);
  });

  it('changes the request where the file is that of an earlier clip', async () => {
    await publish('old');
    const state = await interrupted.withRequest(7, (now) => Promise.resolve(now?.state));
    expect([completed, state]).toEqual([[], 'pending']);
  });

  it('changes the request where another process has recorded the clip meanwhile', async () => {
    await publish('new');
    failure = new RequestGoneError();
    expect(await interrupted.withRequest(7, () => Promise.resolve('changed'))).toBe('changed');
  });

  it('fails where the clip cannot be recorded, and changes nothing', async () => {
    await publish('new');
    failure = new Error('database');
    const changes: string[] = [];
    const change = () => Promise.resolve(changes.push('changed'));
    await expect(interrupted.withRequest(7, change)).rejects.toThrow('database');
    expect(changes).toEqual([]);
  });
});
