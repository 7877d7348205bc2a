import { describe, expect, it } from '@jest/globals';
import { emptyResult } from '../cleanup/dto/cleanup-result.dto.js';
import { cleanupOutput } from './cleanup-output.js';

const NOW = new Date('2026-01-03T10:30:00Z');

describe('cleanupOutput', () => {
  it('has a row for each reason, and columns that line up', () => {
    const result = emptyResult(NOW, false, ['age', 'a_reason_with_a_long_name']);
    Object.assign(result.reasons['age'], { events: 1, bytes: 70 });
    Object.assign(result.held, { clips: 2, bytes: 12, events: 3 });
    result.errors = 4;
    const lines = cleanupOutput(result).split('\n');
    const [head, age, other, held, errors] = lines;
    expect(lines).toHaveLength(5);
    expect(head!.trim().split(/\s+/)).toEqual([
      ...['events', 'detections', 'clips', 'recordings', 'files', 'bytes'],
    ]);
    expect(age!.split(/\s+/)).toEqual(['age', '1', '0', '0', '0', '0', '70']);
    expect(other).toMatch(/^a_reason_with_a_long_name +0/);
    expect(new Set([head, age, other].map((line) => line!.length))).toEqual(new Set([26 + 6 * 15]));
    expect(held).toBe('Held: 2 clips, 12 bytes; 3 events are past their age.');
    expect(errors).toBe('Errors: 4');
  });

  it('says how many events count from their registration', () => {
    const result = emptyResult(NOW, false, ['age']);
    result.held.late_events = 2;
    expect(cleanupOutput(result).split('\n').at(-2)).toBe(
      'Due when they were registered, and kept from then on: 2 events.',
    );
  });

  it('lists the cameras whose retention differs', () => {
    const result = emptyResult(NOW, true, ['age']);
    const [short, kept] = [
      { retention_days: 7, retention_days_by_label: { person: 90, cat: 0 } },
      { retention_days: 0, retention_days_by_label: {} },
    ];
    result.cameras.push(
      { camera_id: 'front\n', ...short, events: 3, recordings: 2 },
      { camera_id: 'yard', ...kept, events: 0, recordings: 0 },
    );
    expect(cleanupOutput(result).split('\n').slice(-3, -1)).toEqual([
      'Camera front\\u{a} (7 days, person 90 days, cat for ever): 3 events, 2 recordings.',
      'Camera yard (for ever): 0 events, 0 recordings.',
    ]);
  });

  it('begins with what changed nothing, and ends with each warning', () => {
    const result = emptyResult(NOW, true, ['age']);
    result.stopped = { code: 'CLIPS_MISSING', message: 'Check.' };
    result.warnings.push('One.', 'Two.');
    const lines = cleanupOutput(result).split('\n');
    expect(lines.slice(0, 2)).toEqual(['Dry run: nothing was changed.', 'Stopped: Check.']);
    expect(lines.slice(-2)).toEqual(['Warning: One.', 'Warning: Two.']);
    expect(lines[2]).toHaveLength(12 + 6 * 15);
  });

  it('says what a run needs to be confirmed for', () => {
    const result = emptyResult(NOW, true, ['age']);
    result.to_confirm = { code: 'CLOCK_STEPPED', message: 'Check the clock.' };
    expect(cleanupOutput(result).split('\n')[1]).toBe('To be confirmed: Check the clock.');
  });
});
