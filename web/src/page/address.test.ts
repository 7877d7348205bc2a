import { describe, expect, it } from 'vitest';
import { EVERYTHING, filterOf, readAddress, writeAddress } from './address.js';

describe('The address', () => {
  it.each([
    ['', EVERYTHING],
    ['?view=cleanup', { ...EVERYTHING, view: 'cleanup' }],
    [
      '?camera=front+door%26&from=2026-01-03&to=2026-01-04&event=12',
      {
        ...EVERYTHING,
        ...{ camera: 'front door&', from: '2026-01-03', to: '2026-01-04', event: 12 },
      },
    ],
    ['?text=white+van&clip=failed', { ...EVERYTHING, text: 'white van', clip: 'failed' }],
  ] as const)('reads and writes %s', (search, address) => {
    expect(readAddress(search)).toEqual(address);
    expect(writeAddress(address)).toBe(search || '?');
  });

  it.each([
    '?event=0',
    '?event=-1',
    '?event=1e3',
    '?event=x',
    '?event=99999999999',
    '?from=yesterday',
    '?to=2026-13-01',
    '?camera=',
    '?view=other',
    '?text=',
    '?clip=lost',
  ])('ignores %s', (search) => {
    expect(readAddress(search)).toEqual(EVERYTHING);
  });
});

describe('filterOf', () => {
  it('covers the days from the start of the first to the end of the last, in local time', () => {
    const { from, to } = filterOf({ ...EVERYTHING, from: '2026-03-29', to: '2026-03-29' });
    expect(new Date(from!)).toEqual(new Date(2026, 2, 29));
    expect(new Date(to!)).toEqual(new Date(2026, 2, 30));
  });

  it('covers everything without a filter', () => {
    expect(filterOf({ ...EVERYTHING, event: 7 })).toEqual({});
    expect(filterOf({ ...EVERYTHING, camera: 'front' })).toEqual({ camera_id: 'front' });
    expect(filterOf({ ...EVERYTHING, text: '  ' })).toEqual({});
  });

  it('has the text without spaces around it, and one filter for the clip', () => {
    expect(filterOf({ ...EVERYTHING, text: ' van ', clip: 'failed' })).toEqual({
      ...{ text: 'van', clip_status: 'failed' },
    });
    expect(filterOf({ ...EVERYTHING, clip: 'protected' })).toEqual({ protected: true });
  });
});
