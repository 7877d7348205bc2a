import { describe, expect, it } from '@jest/globals';
import { contractValidation } from '../../common/validation/validation.js';
import { PutCameraDto } from './dto/put-camera.dto.js';

/** The body after validation, or the sentences of the refusal. */
async function put(body: object): Promise<unknown> {
  try {
    return await contractValidation.transform(body, { type: 'body', metatype: PutCameraDto });
  } catch (error) {
    return (error as { response: { message: string[] } }).response.message;
  }
}

const labels = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`label ${n}`, 1]));

describe('The body that sets a camera', () => {
  it.each<object>([
    {},
    { name: null, time_zone: null, clock_offset_seconds: null, file_pattern: null },
    { retention_days: null, retention_days_by_label: null, quiet_after_seconds: null },
    { name: 'x'.repeat(200), time_zone: 'Europe/Berlin', file_pattern: '%path/%s' },
    { clock_offset_seconds: -7.125, retention_days: 0, quiet_after_seconds: 60 },
    { clock_offset_seconds: 315_360_000, retention_days: 36_500, quiet_after_seconds: 31_536_000 },
    { retention_days_by_label: {} },
    { retention_days_by_label: { person: 90, 'Ärger 📷': 0, ['x'.repeat(200)]: 36_500 } },
    { retention_days_by_label: labels(100) },
    { file_pattern: '%{host}/%$/%v-%Y%m%d%H' },
  ])('may be %j', async (body) => {
    expect({ ...((await put(body)) as object) }).toEqual(body);
  });

  it('gets the usual case of a time zone', async () => {
    expect(await put({ time_zone: 'europe/BERLIN' })).toEqual({ time_zone: 'Europe/Berlin' });
  });

  const WRONG_LABELS = expect.stringMatching(
    /^retention_days_by_label must be an object of at most 100 labels/,
  );
  it.each<[object, unknown]>([
    [{ colour: 'red' }, 'property colour should not exist'],
    [{ camera_id: 'front' }, 'property camera_id should not exist'],
    [{ name: '' }, expect.stringContaining('name must be longer')],
    [{ name: 'x'.repeat(201) }, expect.stringContaining('name must be shorter')],
    [{ name: 7 }, 'name must be a string'],
    [{ time_zone: 'Mars' }, 'time_zone must be an IANA time zone such as Europe/Berlin'],
    [{ time_zone: 3600 }, 'time_zone must be an IANA time zone such as Europe/Berlin'],
    [{ clock_offset_seconds: '7' }, expect.stringContaining('must be a number')],
    [{ clock_offset_seconds: 0.0001 }, expect.stringContaining('must be a number')],
    [{ clock_offset_seconds: 315_360_001 }, expect.stringContaining('must not be greater')],
    [{ clock_offset_seconds: -315_360_001 }, expect.stringContaining('must not be less')],
    [
      { file_pattern: '%X' },
      'file_pattern must be a path such as %path/%Y-%m-%d_%H-%M-%S-%f: %X is not understood',
    ],
    [{ file_pattern: '%Y' }, expect.stringContaining('it needs a date with an hour, or %s')],
    [{ file_pattern: '*1*2*3*%s' }, expect.stringContaining('at most 3 of *')],
    [{ file_pattern: `%s${'x'.repeat(500)}` }, expect.stringContaining('must be shorter')],
    [{ file_pattern: 7 }, 'file_pattern must be a string'],
    [{ retention_days: 1.5 }, 'retention_days must be an integer number'],
    [{ retention_days: -1 }, expect.stringContaining('must not be less than 0')],
    [{ retention_days: 36_501 }, expect.stringContaining('must not be greater than 36500')],
    [{ retention_days_by_label: [] }, WRONG_LABELS],
    [{ retention_days_by_label: 'person' }, WRONG_LABELS],
    [{ retention_days_by_label: { '': 1 } }, WRONG_LABELS],
    [{ retention_days_by_label: { ['x'.repeat(201)]: 1 } }, WRONG_LABELS],
    [{ retention_days_by_label: { person: '90' } }, WRONG_LABELS],
    [{ retention_days_by_label: { person: null } }, WRONG_LABELS],
    [{ retention_days_by_label: { person: 0.5 } }, WRONG_LABELS],
    [{ retention_days_by_label: { person: -1 } }, WRONG_LABELS],
    [{ retention_days_by_label: { person: 36_501 } }, WRONG_LABELS],
    [{ retention_days_by_label: labels(101) }, WRONG_LABELS],
    [{ quiet_after_seconds: 59 }, expect.stringContaining('must not be less than 60')],
    [{ quiet_after_seconds: 31_536_001 }, expect.stringContaining('must not be greater')],
    [{ quiet_after_seconds: 60.5 }, 'quiet_after_seconds must be an integer number'],
  ])('may not be %j', async (body, expected) => {
    expect(await put(body)).toContainEqual(expected);
  });
});
