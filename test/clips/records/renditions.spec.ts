import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClipRenditions, RenditionGoneError } from '../../../src/clips/records/clip-renditions.js';
import { ClipRemoval } from '../../../src/clips/records/clip-removal.js';
import { PendingDeletions } from '../../../src/clips/records/pending-deletions.js';
import { filesOfClip } from '../../../src/media/storage/clip-files.js';
import { ClipRecords } from '../../../src/media/storage/clip-records.js';
import { ClipStorage } from '../../../src/media/storage/clip-storage.js';
import { type ClipsApp, sha256Of, startClipsApp } from '../clips-app.js';

describe('The publication of a rendition', () => {
  let app: ClipsApp;
  let renditions: ClipRenditions;

  beforeAll(async () => {
    app = await startClipsApp();
    renditions = app.get(ClipRenditions);
  });
  afterAll(() => app?.close());

  /** An event with a clip, of which a job makes a rendition. */
  async function begun(jobId = 'job') {
    const eventId = await app.withClip();
    await app.dataSource.transaction((manager) =>
      renditions.begin({ eventId, sha256: sha256Of('a clip') }, 'h264', jobId, manager),
    );
    return (await renditions.find(eventId, 'h264'))!;
  }

  async function fileOf(content: string) {
    const path = await app.made(content);
    const sha256 = sha256Of(content);
    const publish = (name: string) => app.get(ClipStorage).put(path, name, sha256);
    return { sha256, bytes: content.length, seconds: 1, publish };
  }

  it('records its file, whose hash is known then', async () => {
    const row = await begun();
    await renditions.progress(row, 40);
    expect(await renditions.find(row.eventId, 'h264')).toMatchObject({ progress: 40 });
    await renditions.complete(row, await fileOf('smaller'));
    const { eventId, fileName } = row;
    const sha256 = sha256Of('smaller');
    expect(await renditions.find(eventId, 'h264')).toMatchObject({
      ...{ state: 'completed', progress: 100, bytes: 7, sha256, fileName: `${eventId}_h264.mp4` },
    });
    expect(await app.get(ClipRecords).find(fileName)).toMatchObject({ sha256, bytes: 7 });
    expect(await app.get(ClipStorage).stat(fileName)).toMatchObject({ bytes: 7 });
  });

  it('that fails halfway shows nothing, and succeeds at the next attempt', async () => {
    const row = await begun();
    const file = await fileOf('a first one');
    const halfway = {
      ...file,
      publish: async (name: string) => {
        await file.publish(name);
        throw new Error('the process died');
      },
    };
    await expect(renditions.complete(row, halfway)).rejects.toThrow('the process died');
    expect(await renditions.find(row.eventId, 'h264')).toMatchObject({ state: 'pending' });
    expect(await app.get(ClipRecords).find(row.fileName)).toBeNull();
    await renditions.complete(row, await fileOf('a second one'));
    expect(await app.get(ClipStorage).stat(row.fileName)).toMatchObject({ bytes: 12 });
  });

  it.each<[string, (eventId: number) => Promise<unknown>]>([
    [
      'whose clip was made again',
      async (id) => app.complete(id, await app.request(id), 'another clip'),
    ],
    [
      'whose clip was removed',
      (id) =>
        app.dataSource.transaction((manager) =>
          app.get(ClipRemoval).remove([id], 'deleted', manager),
        ),
    ],
    [
      'that another job makes',
      (id) =>
        app.dataSource.query(`UPDATE clip_renditions SET job_id = 'other' WHERE event_id = $1`, [
          id,
        ]),
    ],
  ])('is refused for one %s', async (_, happens) => {
    const row = await begun();
    await app.dataSource.query('DELETE FROM clip_requests WHERE event_id = $1', [row.eventId]);
    await happens(row.eventId);
    const publish = jest.fn(() => Promise.resolve());
    await expect(renditions.progress(row, 50)).rejects.toBeInstanceOf(RenditionGoneError);
    await expect(
      renditions.complete(row, { sha256: 'x', bytes: 1, seconds: 1, publish }),
    ).rejects.toBeInstanceOf(RenditionGoneError);
    expect(publish).not.toHaveBeenCalled();
  });

  it('is undone with the version of the clip, and not by the same one', async () => {
    const row = await begun();
    const { eventId, fileName } = row;
    await renditions.complete(row, await fileOf('smaller'));
    const again = async (content: string) => {
      await app.dataSource.query('DELETE FROM clip_requests WHERE event_id = $1', [eventId]);
      await app.complete(eventId, await app.request(eventId), content);
    };
    await again('a clip');
    expect(await app.get(ClipStorage).stat(fileName)).not.toBeNull();
    await again('another clip');
    expect(await renditions.find(eventId, 'h264')).toBeNull();
    expect(await app.get(ClipStorage).stat(fileName)).toBeNull();
  });

  it('withdraws the pending deletion of an earlier one', async () => {
    const row = await begun();
    await app.dataSource.transaction((manager) =>
      app.get(PendingDeletions).add([row.fileName], 'replaced', manager),
    );
    await renditions.complete(row, await fileOf('smaller'));
    expect((await app.get(PendingDeletions).execute(filesOfClip(row.eventId))).removed).toEqual([]);
  });
});
