import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { temporaryFolder } from './temporary-folder.js';

/** A file system at a folder that never answers. It hides what the folder holds. */
export interface HungMount {
  /** Takes it away again: what hangs in it gets an error, and the folder is as it was. */
  end(): void;
}

/** Null where this process may not mount anything: it needs root, and /dev/fuse. */
export function hungMount(folder: string): HungMount | null {
  let device: number;
  try {
    device = openSync('/dev/fuse', 'r+');
  } catch {
    return null;
  }
  // The system waits for the first answer to this descriptor, which nobody gives.
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0';
  const { status } = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'hung', folder], {
    stdio: ['ignore', 'ignore', 'ignore', device],
  });
  if (status !== 0) {
    closeSync(device);
    return null;
  }
  let isEnded = false;
  return {
    end() {
      if (isEnded) return;
      isEnded = true;
      spawnSync('umount', ['-l', folder]);
      // The last close ends the connection, also if this process is killed.
      closeSync(device);
    },
  };
}

/** Whether {@link hungMount} works here; where it does not, it says so. */
export async function canHang(): Promise<boolean> {
  const folder = await temporaryFolder();
  const mount = hungMount(folder.path);
  mount?.end();
  await folder.remove();
  if (!mount) {
    console.warn('Left out: nothing can be mounted here (root and /dev/fuse are needed).');
  }
  return mount !== null;
}
