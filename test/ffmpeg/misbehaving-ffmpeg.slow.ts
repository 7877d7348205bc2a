import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { access, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { FfmpegRunner, type RunOptions } from '../../src/ffmpeg/ffmpeg-runner.js';
import { ended, eventually, isRunning, Workshop } from '../support/processes.js';

describe('FfmpegRunner with programs that misbehave', () => {
  let workshop: Workshop;
  const runners: FfmpegRunner[] = [];
  beforeAll(async () => void (workshop = await Workshop.open()));
  afterAll(async () => {
    await Promise.all(runners.map((runner) => runner.close()));
    await workshop.close();
  });

  function runnerOf(ffmpegPath: string, maxProcesses = 2): FfmpegRunner {
    const runner = new FfmpegRunner({ ffmpegPath, ffprobePath: ffmpegPath, maxProcesses });
    runners.push(runner);
    return runner;
  }

  async function run(name: string, body: string, options?: RunOptions) {
    return runnerOf(await workshop.script(name, body)).ffmpeg(['out'], options);
  }

  /** Ignores SIGTERM, has a child, and writes both process ids. */
  const stubborn = (name: string) =>
    workshop.script(name, `trap '' TERM; sleep 300 & printf '%s\\n' $! $$ > ${name}.pids; wait`);

  it('kills the whole group at the deadline', async () => {
    const started = run('deadline', "trap '' TERM; sleep 300 & echo $! > child; wait", {
      // Long enough for a start on a busy machine.
      timeoutMs: 2000,
    });
    await expect(started).rejects.toMatchObject({
      reason: 'timeout',
      code: 'TIMED_OUT',
      signal: 'SIGKILL',
    });
    expect(await ended(await workshop.pids('child', 1))).toBe(true);
  });

  it('is killed where it gives no output for too long, and only there', async () => {
    const stalledAfterMs = 2000;
    // Together longer than the limit, each pause well below it.
    const slow = 'for i in 1 2 3 4 5; do echo $i; sleep 0.5; done';
    await expect(run('slow', slow, { stalledAfterMs })).resolves.toMatchObject({ stderr: '' });
    await expect(run('stalled', `${slow}; sleep 300`, { stalledAfterMs })).rejects.toMatchObject({
      reason: 'stalled',
      code: 'TIMED_OUT',
      signal: 'SIGKILL',
    });
  });

  it('kills the whole group when aborted', async () => {
    const runner = runnerOf(await stubborn('aborted'));
    const caller = new AbortController();
    const running = runner.ffmpeg([], { signal: caller.signal });
    const pids = await workshop.pids('aborted.pids', 2);
    caller.abort(new Error('nobody waits'));
    await expect(running).rejects.toMatchObject({
      reason: 'aborted',
      cause: expect.objectContaining({ message: 'nobody waits' }) as unknown,
    });
    expect(await ended(pids)).toBe(true);
  });

  it('fails instead of hanging if a process cannot be killed', async () => {
    // A process outside the group that keeps the pipes open behaves like one that is stuck in the kernel.
    const body = 'setsid sh -c "echo \\$\\$ > escaped; exec sleep 300" & sleep 300';
    const caller = new AbortController();
    const running = run('escape', body, { signal: caller.signal });
    const pids = await workshop.pids('escaped', 1);
    caller.abort();
    await expect(running).rejects.toMatchObject({ reason: 'aborted' });
    pids.forEach((pid) => process.kill(pid, 'SIGKILL'));
  });

  it.each([
    ['killed', 'PROCESS_KILLED', 'SIGKILL', 'kill -KILL $$'],
    ['killed', 'PROCESS_KILLED', 'SIGTERM', 'kill -TERM $$'],
    ['killed', 'PROCESS_KILLED', null, '(kill -KILL $(exec sh -c "echo \\$PPID")); exit 137'],
    ['failed', 'FFMPEG_FAILED', 'SIGSEGV', 'kill -SEGV $$'],
    ['failed', 'FFMPEG_FAILED', 'SIGABRT', 'kill -ABRT $$'],
  ])('distinguishes what was %s (%s, %s)', async (reason, code, signal, body) => {
    await expect(run(`end-${signal}-${reason}`, body)).rejects.toMatchObject({
      reason,
      code,
      signal,
    });
  });

  it('takes an FFmpeg that caught SIGTERM for killed', async () => {
    const runner = runnerOf(
      await workshop.script('endless', 'echo $$ > endless; exec ffmpeg "$@"'),
    );
    const endless = ['-re', '-f', 'lavfi', '-i', 'testsrc=d=300', '-f', 'null', '-'];
    // It has begun to work, and so catches signals.
    let onWork = () => {};
    const works = new Promise<void>((resolve) => (onWork = resolve));
    const running = runner.ffmpeg(endless, {
      onProgress: ({ frames }) => void (frames > 0 && onWork()),
    });
    await works;
    process.kill((await workshop.pids('endless', 1))[0]!, 'SIGTERM');
    await expect(running).rejects.toMatchObject({ reason: 'killed', exitCode: 255 });
  });

  it('takes the end of the fork server for killed, and then starts another one', async () => {
    const runner = runnerOf(await workshop.script('forked', 'echo $PPID > parent; exec sleep 300'));
    const running = runner.ffmpeg([]);
    const [parent] = await workshop.pids('parent', 1);
    process.kill(parent!, 'SIGKILL');
    await expect(running).rejects.toMatchObject({ reason: 'killed', status: 503 });
    const next = runnerOf(await workshop.script('forked-again', 'exit 0'));
    await expect(next.ffmpeg([])).resolves.toBeDefined();
  });

  it('leaves no process behind after a wrapper that succeeded', async () => {
    await run('wrapper', 'sleep 300 & echo $! > left');
    expect(await ended(await workshop.pids('left', 1))).toBe(true);
  });

  it('keeps the end of a very long stderr', async () => {
    const flood = run('flood', 'yes 0123456789 | head -c 50000000 >&2; echo the end >&2; exit 3');
    await expect(flood).rejects.toMatchObject({
      reason: 'failed',
      exitCode: 3,
      tail: expect.stringMatching(/^[\d\n]{8000,8192}the end$/) as unknown,
    });
  });

  it('stops a program with too much output', async () => {
    const flood = run('output', 'exec yes', { maxOutputBytes: 100_000 });
    await expect(flood).rejects.toMatchObject({
      reason: 'too_much_output',
      code: 'FFMPEG_FAILED',
    });
  });

  it('reports the signal that ended the process', async () => {
    await expect(run('crash', 'kill -SEGV $$')).rejects.toMatchObject({
      reason: 'failed',
      exitCode: null,
      signal: 'SIGSEGV',
    });
  });

  it('starts it with its arguments, a minimal environment, low priority and no inherited descriptors', async () => {
    const ours = await open(workshop.path('ours'), 'w');
    const body = 'printf "%s|" "$@"; echo; env | sort; nice; ls -l /proc/self/fd';
    const { stdout } = await run('inspect', body);
    await ours.close();
    const [args, ...rest] = stdout.toString().split('\n');
    expect(args).toBe('-hide_banner|-nostdin|-v|error|out|');
    const variables = rest.filter((line) => line.includes('=')).map((line) => line.split('=')[0]);
    expect(variables.filter((name) => !['OLDPWD', 'PWD', '_'].includes(name ?? ''))).toEqual([
      'GLIBC_TUNABLES',
      'LC_ALL',
      'PATH',
    ]);
    expect(rest).toContain('10');
    expect(stdout.toString()).not.toContain('/ours');
  });

  it('runs it in its own empty folder, and removes the folder', async () => {
    const path = await workshop.script('folder', '');
    await writeFile(path, '#!/bin/sh\npwd; ls -A; touch scratch');
    const { stdout } = await runnerOf(path).ffmpeg([]);
    const [folder = '', ...content] = stdout.toString().trim().split('\n');
    expect(folder).toMatch(/\/event-clips-fork-\w+\/run-\w+$/);
    expect(content).toEqual([]);
    await expect(access(folder)).rejects.toThrow('ENOENT');
  });

  const confined = spawnSync('prlimit', ['--core=0', 'setpriv', '--nnp', 'true']).status === 0;
  (confined ? it : it.skip)('limits its memory, files and privileges', async () => {
    const limits = 'ulimit -d; ulimit -f; ulimit -c; ulimit -n; grep NoNewPrivs /proc/self/status';
    const ffmpegPath = await workshop.script('limits', limits);
    const runner = new FfmpegRunner({ ffmpegPath, maxMemoryBytes: 2 ** 26, maxFileBytes: 2 ** 20 });
    runners.push(runner);
    const { stdout } = await runner.ffmpeg([]);
    // In KiB, and in blocks of 512 bytes, as in POSIX.
    expect(stdout.toString().split(/\s+/)).toEqual([
      '65536',
      '2048',
      '0',
      '512',
      'NoNewPrivs:',
      '1',
      '',
    ]);
  });

  it('requests the progress only if there is a callback', async () => {
    const script = await workshop.script('arguments', 'echo "$@"');
    const { stdout } = await runnerOf(script).ffmpeg(['out'], { onProgress: () => {} });
    expect(stdout.toString()).toBe('-hide_banner -nostdin -v error -progress pipe:3 out\n');
    expect((await runnerOf(script).ffprobe(['in'])).stdout.toString()).toBe(
      '-hide_banner -v error in\n',
    );
  });

  it('runs no more processes at once than allowed', async () => {
    await mkdir(workshop.path('now'));
    const body = 'mkdir now/$$; ls now | wc -l; sleep 0.1; rmdir now/$$';
    const runner = runnerOf(await workshop.script('counted', body), 2);
    const results = await Promise.all(Array.from({ length: 7 }, () => runner.ffmpeg([])));
    const counts = results.map(({ stdout }) => Number(stdout));
    expect(Math.max(...counts)).toBe(2);
  });

  it('aborts a waiting call without running it', async () => {
    const runner = runnerOf(await stubborn('busy'), 1);
    const [first, second] = [new AbortController(), new AbortController()];
    const running = runner.ffmpeg([], { signal: first.signal });
    const pids = await workshop.pids('busy.pids', 2);
    const waiting = runner.ffprobe([], { signal: second.signal });
    second.abort();
    await expect(waiting).rejects.toMatchObject({ reason: 'aborted', exitCode: null });
    expect(await Promise.all(pids.map(isRunning))).toEqual([true, true]);
    first.abort();
    await expect(running).rejects.toMatchObject({ reason: 'aborted' });
    expect(await workshop.pids('busy.pids', 2)).toEqual(pids);
  });

  it('leaves no process when closed, and starts none afterwards', async () => {
    const runner = runnerOf(await stubborn('closed'), 1);
    const calls = [runner.ffmpeg([]), runner.ffmpeg([])];
    const outcomes = Promise.allSettled(calls);
    const pids = await workshop.pids('closed.pids', 2);
    await runner.close();
    expect(await Promise.all(pids.map(isRunning))).toEqual([false, false]);
    for (const outcome of await outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'aborted' } });
    }
    await expect(runner.ffmpeg([])).rejects.toMatchObject({ reason: 'aborted' });
    expect(await workshop.pids('closed.pids', 2)).toEqual(pids);
  });

  it.each([
    ['a path that does not exist', '/no/such/ffmpeg'],
    ['a name not on PATH', 'no-such-ffmpeg'],
    ['a folder', '/tmp'],
    ['a file that is not a program', import.meta.filename],
  ])('does not find FFmpeg by %s', async (_name, path) => {
    const expected = { reason: 'not_found', code: 'FFMPEG_NOT_FOUND', status: 503 };
    await expect(runnerOf(path).ffmpeg([])).rejects.toMatchObject(expected);
    await expect(runnerOf(path).check()).rejects.toMatchObject(expected);
  });

  it('does not accept a program that fails to print its version', async () => {
    const runner = runnerOf(await workshop.script('broken', 'exit 127'));
    await expect(runner.check()).rejects.toMatchObject({ code: 'FFMPEG_NOT_FOUND' });
  });

  it('does not report an FFmpeg as missing that was killed', async () => {
    const runner = runnerOf(await workshop.script('shot', 'kill -KILL $$'));
    await expect(runner.check()).rejects.toMatchObject({ code: 'PROCESS_KILLED' });
  });

  it('does not report an FFmpeg as missing that prints its version slowly', async () => {
    const runner = runnerOf(await workshop.script('slow', 'exec sleep 300'));
    await expect(runner.check()).rejects.toMatchObject({ code: 'TIMED_OUT' });
  });

  it('finds encoders while all slots are in use, and caches what FFmpeg lists', async () => {
    const list = "printf ' ------\\n V....D libx264  H.264\\n'; exit";
    const body = `echo "$*" >> listed; case "$*" in *-encoders) ${list};; esac; sleep 300`;
    const runner = runnerOf(await workshop.script('encoders', body), 1);
    const caller = new AbortController();
    const running = runner.ffmpeg(['work'], { signal: caller.signal });
    const asked = () => readFile(workshop.path('listed'), 'utf8').catch(() => '');
    await eventually(async () => ((await asked()).includes('work') ? true : null));
    const found = await Promise.all(['libx264', 'libx265'].map((name) => runner.hasEncoder(name)));
    expect(found).toEqual([true, false]);
    expect((await asked()).match(/-encoders$/gm)).toHaveLength(1);
    caller.abort();
    await expect(running).rejects.toMatchObject({ reason: 'aborted' });
  });

  it('lists the encoders again after a failure', async () => {
    const body =
      'test -e second || { touch second; exit 1; }; printf " ------\\n V....D libx265\\n"';
    const runner = runnerOf(await workshop.script('failing', body));
    await expect(runner.hasEncoder('libx265')).rejects.toMatchObject({ reason: 'failed' });
    expect(await runner.hasEncoder('libx265')).toBe(true);
  });

  it('checks FFmpeg while all slots are in use, and caches a success', async () => {
    const body = 'echo "$*" >> asked; case "$*" in -version) exit;; esac; sleep 300';
    const runner = runnerOf(await workshop.script('both', body), 1);
    const caller = new AbortController();
    const running = runner.ffmpeg(['work'], { signal: caller.signal });
    const asked = () => readFile(workshop.path('asked'), 'utf8').catch(() => '');
    await eventually(async () => ((await asked()).includes('work') ? true : null));
    await Promise.all([runner.check(), runner.check()]);
    await runner.check();
    expect((await asked()).match(/^-version$/gm)).toHaveLength(2);
    caller.abort();
    await expect(running).rejects.toMatchObject({ reason: 'aborted' });
  });
});
