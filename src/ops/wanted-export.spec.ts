import { describe, expect, it } from '@jest/globals';
import { type ExportFlags, wantedExport } from './wanted-export.js';

const [from, to] = [new Date('2026-01-03T10:30:00Z'), new Date('2026-01-03T10:40:00Z')];
const wanted = (flags: Partial<ExportFlags>) => wantedExport({ event: [], camera: [], ...flags });

describe('The options of an export', () => {
  it('name events first, and then cameras of one time', () => {
    const flags = { event: [12, 13], camera: ['yard', 'gate'], from, to, name: 'Case 12' };
    const more = { time: 'none', videoCodec: 'original', allOrNothing: true } as const;
    expect(wanted({ ...flags, ...more })).toEqual({
      ...{ name: 'Case 12', time: 'none', video_codec: 'original', all_or_nothing: true },
      items: [
        ...[{ event_id: 12 }, { event_id: 13 }],
        ...[
          { camera_id: 'yard', from, to },
          { camera_id: 'gate', from, to },
        ],
      ],
    });
  });

  it('name an export that was requested before', () => {
    expect(wanted({ id: 7 })).toBe(7);
  });

  it.each<[string, Partial<ExportFlags>, string]>([
    ['nothing', {}, 'Name what to export'],
    ['a camera without a time', { camera: ['a'] }, 'Give --from and --to'],
    ['a camera without an end', { camera: ['a'], from }, 'Give --from and --to'],
    ['a time without a camera', { event: [1], from }, 'need --camera'],
    ['a time that ends first', { camera: ['a'], from: to, to: from }, 'later than --from'],
    ['an empty time', { camera: ['a'], from, to: from }, 'later than --from'],
    ['too many', { event: Array.from({ length: 101 }, (_, id) => id + 1) }, 'at most 100'],
    ['too long a name', { event: [1], name: 'x'.repeat(201) }, '--name must have at most 200'],
    ['an event and another export', { event: [1], id: 7 }, 'Give either --id'],
  ])('that name %s are refused', (_, flags, message) => {
    expect(() => wanted(flags)).toThrow(message);
  });
});
