import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';

const MODULE = new URL('../../dist/ops/report-outcome.js', import.meta.url).href;

/** Runs a command of this code in a process of its own, as `event-clips` does. */
function run(code: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const program = `import { reportOutcome } from ${JSON.stringify(MODULE)};
    await reportOutcome(async () => { ${code} });`;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--input-type=module', '-e', program],
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('A command', () => {
  it('that waits for what never comes says so, and fails', async () => {
    const { code, stderr } = await run('await new Promise(() => {});');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^The command ended before/)]);
  });

  it('that is done exits with the code that it has set', async () => {
    expect(await run(`console.log('done'); process.exitCode = 2;`)).toEqual({
      ...{ code: 2, stdout: 'done\n', stderr: '' },
    });
  });

  it('that fails says why, without control characters', async () => {
    const { code, stderr } = await run(`throw new Error('a\\u001b[31m.mp4 is missing');`);
    expect([code, stderr]).toEqual([1, 'a\\u{1b}[31m.mp4 is missing\n']);
  });
});
