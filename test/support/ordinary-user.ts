import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Options for a child process without privileges. Only root can start one. */
export const nobody = { uid: 65534, gid: 65534 };

/** Whether `nobody` can run Node on this checkout, which fails below /root, for example. */
export const nobodyCanRun =
  isRoot &&
  spawnSync(process.execPath, ['--check', join(import.meta.dirname, 'swc-options.mjs')], nobody)
    .status === 0;
