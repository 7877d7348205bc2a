import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Detection } from '../../src/events/records/detection.entity.js';
import { Event } from '../../src/events/records/event.entity.js';
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
    ['10:00:01', '10:00:02', ['/a', '/b']],
    ['10:00:01.001', '10:00:02', []],
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
      ...{ demuxer: 'mov', sizeBytes: 1000, durationSeconds: 60, startTimeSeconds: 0 },
      ...{ creationTime: at('09:00:00'), video: null, audio: null },
    };
    const recording = (cameraId: string, filePath: string, from: string, to: string) => {
      const span = { startedAt: at(from), endedAt: at(to) };
      return { cameraId, filePath, ...span, placedBy: 'given' as const, facts };
    };
    await app.dataSource
      .getRepository(Recording)
      .insert([
        recording('front', '/2', '10:01:00', '10:02:00'),
        recording('front', '/1', '10:00:00', '10:01:00'),
        recording('front', '/long', '09:00:00', '11:00:00'),
        recording('back', '/x', '10:00:00', '10:02:00'),
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

  it('keep the dates among their facts', async () => {
    const [found] = await footage.recordings('back', at('10:00:00'), at('10:00:01'));
    expect(found?.facts?.creationTime).toEqual(at('09:00:00'));
  });

  it('exist or not', async () => {
    expect(await footage.hasRecordings('back')).toBe(true);
    expect(await footage.hasRecordings('nobody')).toBe(false);
  });
});
