import { describe, expect, it } from '@jest/globals';
import { checkJsonText } from './check-json-text.js';

const check = (text: string) => () => checkJsonText(Buffer.from(text));
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const listed = (count: number) => `[${Array(count).fill('1').join()}]`;

describe('checkJsonText', () => {
  it.each([
    ['an ordinary body', '{"camera_id":"front","detections":[{"file_path":"/a.jpg"}]}'],
    ['32 levels', nested(32)],
    ['many lists beside each other', `[${Array(5000).fill('[]').join()}]`],
    ['10,000 values', listed(10_000)],
    ['text with brackets and commas', JSON.stringify('[{,'.repeat(20_000))],
    ['text with quotes', JSON.stringify(['"[[', '\\', '",,'.repeat(10_000)])],
    ['what is not JSON', ']]]]{"a'],
    ['nothing', ''],
  ])('accepts %s', (_, text) => {
    expect(check(text)).not.toThrow();
  });

  it.each([
    ['33 levels', nested(33), /at most 32 levels/],
    ['objects in lists', '[{"a":'.repeat(17), /at most 32 levels/],
    ['more values', listed(10_001), /at most 10000 values/],
    ['more properties', `{${'"a":1,'.repeat(10_000)}"a":1}`, /at most 10000 values/],
    ['levels after a text that ends with a backslash', `["\\\\",${nested(32)}]`, /32 levels/],
  ])('refuses %s', (_, text, message) => {
    expect(check(text)).toThrow(message);
  });
});
