import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stat } from 'node:fs/promises';
import { Detection } from '../../src/events/records/detection.entity.js';
import { Event } from '../../src/events/records/event.entity.js';
import { EventClips, type EventClipsSource } from '../../src/events/clips/event-clips.js';
import { RegisteredFootage } from '../../src/events/footage/registered-footage.js';
import { Recording } from '../../src/events/records/recording.entity.js';
import type { MediaFacts } from '../../src/formats/media-facts.js';
import { type EventsApp, startEventsApp } from './events-app.js';

let app: EventsApp;
let footage: RegisteredFootage;
beforeAll(async () => {
  app = await startEventsApp();
  footage = app.get(RegisteredFootage);
});
afterAll(() => app.close());

const at = (time: string): Date => new Date(`2026-01-03T${time}Z`);

describe('The detections of an event', () => {
  let eventId: number;

  beforeAll(async () => {
    const event = { cameraId: 'front', startedAt: at('10:00:00') };
    const [own, other] = await app.dataSource
      .getRepository(Event)
      .save([{ ...event }, { ...event }]);
    eventId = own!.id;
    const rows = [
      { eventId, filePath: '/c', detectedAt: at('10:00:02') },
      { eventId, filePath: '/a', detectedAt: at('10:00:01') },
      { eventId, filePath: '/b', detectedAt: at('10:00:01') },
      { eventId: other!.id, filePath: '/x', detectedAt: at('10:00:03') },
    ];
    await app.dataSource.getRepository(Detection).insert(rows);
  });

  it.each([
    ['10:00:00', '10:00:03', ['/a', '/b', '/c']],
    ['10:00:01', '10:00:02', ['/a', '/b', '/c']],
    ['10:00:01', '10:00:01.999', ['/a', '/b']],
    ['10:00:01.001', '10:00:02', ['/c']],
    ['10:00:02', '10:00:02', ['/c']],
  ])('from %s to %s are in the order of their time', async (from, to, paths) => {
    const found = await footage.detections({ id: eventId } as Event, at(from), at(to));
    expect(found.map(({ filePath }) => filePath)).toEqual(paths);
  });

  it('have a last one, or are none', async () => {
    expect(await footage.lastDetectionAt({ id: eventId } as Event)).toEqual(at('10:00:02'));
    expect(await footage.lastDetectionAt({ id: 2_147_483_647 } as Event)).toBeNull();
  });
});

describe('The recordings of a camera', () => {
  beforeAll(async () => {
    const facts: MediaFacts = {
      ...{ demuxer: 'mov', sizeBytes: 1000, startTimeSeconds: 0 },
      ...{ creationTime: at('09:00:00'), video: null, audio: null },
    };
    const recording = (cameraId: string, filePath: string, from: string, to: string) => {
      const span = { startedAt: at(from), endedAt: at(to) };
      return { cameraId, filePath, ...span, placedBy: 'given' as const, facts };
    };
    await app.dataSource.getRepository(Recording).insert([
      recording('front', '/2', '10:01:00', '10:02:00'),
      recording('front', '/1', '10:00:00', '10:01:00'),
      recording('front', '/long', '09:00:00', '11:00:00'),
      recording('back', '/x', '10:00:00', '10:02:00'),
      // As an earlier version stored the duration that its file claimed.
      {
        ...recording('back', '/136 years', '08:00:00', '08:00:00'),
        endedAt: new Date('2162-01-01'),
      },
    ]);
  });

  it.each([
    ['10:00:30', '10:01:30', ['/long', '/1', '/2']],
    ['10:01:00', '10:02:00', ['/long', '/2']],
    ['10:02:00', '10:59:59', ['/long']],
    ['10:01:00', '10:01:00', ['/long', '/2']],
    ['11:00:00', '12:00:00', []],
    ['08:00:00', '09:00:00', []],
  ])('from %s to %s are in the order of their start', async (from, to, paths) => {
    const found = await footage.recordings('front', at(from), at(to));
    expect(found.map(({ filePath }) => filePath)).toEqual(paths);
  });

  it('do not include one that claims to last longer than a week', async () => {
    const found = await footage.recordings('back', at('10:00:00'), at('10:00:01'));
    expect(found.map(({ filePath }) => filePath)).toEqual(['/x']);
  });

  it('keep the dates among their facts', async () => {
    const [found] = await footage.recordings('back', at('10:00:00'), at('10:00:01'));
    expect(found?.facts?.creationTime).toEqual(at('09:00:00'));
  });

  it.each([
    ['10:01:00', '/1'],
    ['10:01:00.001', '/2'],
    ['12:00:00', '/2'],
    ['09:30:00', '/long'],
    ['09:00:00', undefined],
  ])('have one that starts last before %s', async (time, path) => {
    expect((await footage.recordingBefore('front', at(time)))?.filePath).toBe(path);
  });

  it.each([
    ['08:00:00', '/long'],
    ['09:00:00', '/long'],
    ['09:00:00.001', '/1'],
    ['10:01:00', '/2'],
    ['10:01:00.001', undefined],
  ])('have one that starts first from %s on', async (time, path) => {
    expect((await footage.recordingAfter('front', at(time)))?.filePath).toBe(path);
  });

  it('exist or not', async () => {
    expect(await footage.hasRecordings('back')).toBe(true);
    expect(await footage.hasRecordings('nobody')).toBe(false);
  });
});

describe('The recordings and detections of a clip', () => {
  it.each([
    ['front', '10:00:30', '10:01:30'],
    ['front', '10:01:00', '10:01:00'],
    ['front', '12:00:00', '13:00:00'],
    ['back', '08:00:00', '10:00:01'],
    ['side', '10:00:00', '10:05:00'],
  ])('are those of both, of %s from %s to %s', async (cameraId, from, to) => {
    const [event] = await app.dataSource
      .getRepository(Event)
      .save([{ cameraId, startedAt: at('10:00:00') }]);
    await app.dataSource.getRepository(Detection).insert([
      { eventId: event!.id, filePath: '/late', detectedAt: at('10:01:00') },
      { eventId: event!.id, filePath: '/early', detectedAt: at('10:00:30') },
    ]);
    expect(await footage.inputs(event!, at(from), at(to))).toEqual({
      recordings: await footage.recordings(cameraId, at(from), at(to)),
      detections: await footage.detections(event!, at(from), at(to)),
    });
  });
});

describe('A recording that is read again', () => {
  const HOUR_MS = 3_600_000;
  /** As version 0.1.0 stored them: with the duration of the container. */
  const OLD = {
    ...{ demuxer: 'mov', sizeBytes: 1000, durationSeconds: 3600, startTimeSeconds: 0 },
    ...{ creationTime: null, audio: null, video: { codec: 'h264', startTimeSeconds: 0 } },
  };
  const found = (sizeBytes: number) =>
    ({
      ...{ demuxer: 'mov', sizeBytes, startTimeSeconds: 0, creationTime: null, audio: null },
      video: {
        ...{ index: 0, codec: 'h264', pixelFormat: 'yuv420p', width: 640, height: 360 },
        ...{ rotation: 0, fieldOrder: null, frameRate: 15, timeBase: '1/15360' },
        ...{ startTimeSeconds: 0, endTimeSeconds: 12 },
      },
    }) satisfies MediaFacts;

  let corrected: [before: Date[], now: Date[]][];
  beforeAll(() => {
    const spanOf = ({ startedAt, endedAt }: Recording) => [startedAt, endedAt];
    app.get(EventClips).use({
      recorded: () => Promise.resolve(),
      corrected: (_: unknown, before: Recording, now: Recording) => {
        corrected.push([spanOf(before), spanOf(now)]);
        return Promise.resolve();
      },
    } as unknown as EventClipsSource);
  });

  /** A recording from ten to eleven o'clock, as an older version stored it. */
  async function stored(filePath: string, placedBy: Recording['placedBy']): Promise<Recording> {
    corrected = [];
    const recordings = app.dataSource.getRepository(Recording);
    const span = { startedAt: at('10:00:00'), endedAt: at('11:00:00') };
    const facts = OLD as unknown as MediaFacts;
    const { id } = await recordings.save({ cameraId: 'old', filePath, ...span, placedBy, facts });
    return recordings.findOneByOrFail({ id });
  }

  it.each<[string, Recording['placedBy'], number, number, number]>([
    ['its end is corrected', 'given', 1000, 0, 12_000],
    [
      'its start is corrected if it was placed by its age',
      'modified',
      1000,
      HOUR_MS - 12_000,
      HOUR_MS,
    ],
  ])('%s, and clips stay current', async (name, placedBy, size, startMs, endMs) => {
    const before = await stored(`/${name}`, placedBy);
    expect(before.facts).toBeNull();
    const now = await footage.reread(before, found(size));
    const ten = at('10:00:00').getTime();
    const [startedAt, endedAt] = [new Date(ten + startMs), new Date(ten + endMs)];
    expect(now).toMatchObject({ startedAt, endedAt });
    const row = await app.dataSource.getRepository(Recording).findOneByOrFail({ id: before.id });
    expect(row).toEqual({ ...before, startedAt, endedAt, facts: { ...found(size), pieces: [] } });
    expect(corrected).toEqual([
      [
        [before.startedAt, before.endedAt],
        [startedAt, endedAt],
      ],
    ]);
  });

  it('its end is corrected if the file has grown, and clips become stale', async () => {
    const before = await stored('/grown', 'modified');
    const now = await footage.reread(before, found(1001));
    expect(now).toMatchObject({ startedAt: before.startedAt, endedAt: at('10:00:12') });
    expect(corrected).toEqual([]);
  });

  it('is not registered again if it was removed', async () => {
    const before = await stored('/removed', 'given');
    await app.dataSource.getRepository(Recording).delete({ id: before.id });
    expect(await footage.reread(before, found(1000))).toMatchObject({ endedAt: at('10:00:12') });
    expect(await app.dataSource.getRepository(Recording).existsBy({ id: before.id })).toBe(false);
  });

  it.each([
    ['keeps its clips current if its file is the same', '10:00:00', 1],
    ['does not if it is placed at another time', '10:00:01', 0],
  ])('because it is registered again %s', async (name, time, times) => {
    const filePath = await app.video(`${name}.mp4`);
    const { id, startedAt } = await stored(filePath, 'given');
    const { size } = await stat(filePath);
    await app.dataSource.query(
      `UPDATE recordings SET facts = jsonb_set(facts, '{sizeBytes}', $1) WHERE id = $2`,
      [String(size), id],
    );
    const { status } = await app.call('POST', '/api/recordings', {
      ...{ camera_id: 'old', file_path: filePath, started_at: at(time).toISOString() },
    });
    expect(status).toBe(200);
    expect(corrected).toHaveLength(times);
    if (times) expect(corrected[0]![0]).toEqual([startedAt, at('11:00:00')]);
  });
});
