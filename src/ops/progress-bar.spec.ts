import { describe, expect, it } from '@jest/globals';
import { ProgressBar } from './progress-bar.js';
import { StepDisplay } from './step-display.js';

function streamOf(isTTY: boolean) {
  const written: string[] = [];
  const write = (text: string) => written.push(text) > 0;
  return { written, stream: { isTTY, write } as unknown as NodeJS.WriteStream };
}

describe('ProgressBar', () => {
  it.each([
    [0, 0, '  0'],
    [0.5, 15, ' 50'],
    [1, 30, '100'],
    [-1, 0, '  0'],
    [7, 30, '100'],
  ])('shows %d', (fraction, full, percent) => {
    const { written, stream } = streamOf(true);
    new ProgressBar(stream).show(fraction);
    expect(written).toEqual([`\r${'█'.repeat(full)}${'░'.repeat(30 - full)} ${percent} %`]);
  });

  it('is removed again, and is not shown outside a terminal', () => {
    const [terminal, file] = [streamOf(true), streamOf(false)];
    for (const { stream } of [terminal, file]) new ProgressBar(stream).clear();
    new ProgressBar(file.stream).show(0.5);
    expect([terminal.written, file.written]).toEqual([['\r\x1b[K'], []]);
  });
});

describe('StepDisplay', () => {
  const steps = [
    { step: 'survey', done: 0, total: null },
    { step: 'survey', done: 5, total: null },
    { step: 'age', done: 0, total: 4 },
    { step: 'age', done: 1, total: 4 },
    { step: 'space', done: 0, total: 0 },
  ];

  it('names each step once where there is no terminal', () => {
    const { written, stream } = streamOf(false);
    const display = new StepDisplay(stream);
    for (const step of steps) display.show(step);
    display.clear();
    expect(written).toEqual(['survey …\n', 'age …\n', 'space …\n']);
  });

  it('shows a bar in a terminal, where the total is known', () => {
    const { written, stream } = streamOf(true);
    const display = new StepDisplay(stream);
    for (const step of steps) display.show(step);
    expect(written.map((text) => text.slice(-5))).toEqual(['  0 %', ' 27 %']);
    display.clear();
    expect(written.at(-1)).toBe('\r\x1b[K');
  });
});
