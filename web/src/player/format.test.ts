import { expect, it } from 'vitest';
import { formatBytes, formatDuration, formatOffset } from './format.js';

it.each([
  [0, '0 s'],
  [0.0667, '0.1 s'],
  [4.25, '4.3 s'],
  [9.99, '10 s'],
  [22, '0:22'],
  [59.6, '1:00'],
  [754, '12:34'],
  [3600, '1:00:00'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [3_521_669, '3.5 MB'],
  [52_000_000, '52 MB'],
  [7e15, '7000 TB'],
])('%d are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, "at the event's start"],
  [-5, "5 s before the event's start"],
  [90, "1:30 after the event's start"],
])('%d is %s', (offset, text) => {
  expect(formatOffset(offset)).toBe(text);
});
