import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type BenchSite, clipOf, isDue, query } from './sites.js';

/** The least possible cost of the same deletion, in milliseconds: one statement, and one `rm`. */
export async function bareDeletion({ url, clips, events }: BenchSite): Promise<number> {
  const began = performance.now();
  await query(url, `DELETE FROM events WHERE ended_at < now() - interval '30 days'`);
  const rm = spawn('xargs', ['rm'], { cwd: clips, stdio: ['pipe', 'inherit', 'inherit'] });
  for (let id = 10; id <= events; id += 10) if (isDue(id)) rm.stdin.write(`${clipOf(id)}\n`);
  rm.stdin.end();
  const [code] = (await once(rm, 'close')) as [number];
  if (code !== 0) throw new Error(`rm ended with ${code}.`);
  return performance.now() - began;
}
