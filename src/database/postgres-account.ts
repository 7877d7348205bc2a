import { constants } from 'node:fs';
import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OperatorError } from '../common/operator-error.js';
import { makeFolder } from '../common/setting-folder.js';

/** A user and group that the server's programs run as. */
export interface Account {
  uid: number;
  gid: number;
}

export interface Command {
  file: string;
  args: string[];
  options: { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv };
}

/** The programs inherit no other variables of this process, as these include secrets. */
const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' };

/** Returns the command that runs a server program with the right account. */
export type CommandLine = (program: string, args: string[]) => Command;

/**
 * Makes the server's private folder and decides how its programs run there.
 *
 * PostgreSQL refuses to run as root. Started by root, it gets an unprivileged account, which then
 * owns the folder; afterwards the folder's owner is that account, so that every later start agrees.
 */
export async function prepareFolder(folder: string, program: string): Promise<CommandLine> {
  await makeFolder('DATA_DIRECTORY', dirname(folder));
  await makeFolder('DATA_DIRECTORY', folder, 0o700);
  const self = process.getuid?.();
  const owner = await stat(folder);
  if (self !== 0) {
    if (self === owner.uid) return (file, args) => ({ file, args, options: { cwd: folder, env } });
    throw new OperatorError(
      `${folder} belongs to user ${owner.uid}. Run the service as that user or as root, ` +
        'choose another DATA_DIRECTORY, or set DATABASE_URL.',
    );
  }
  const account =
    owner.uid === 0 ? await unprivilegedAccount() : { uid: owner.uid, gid: owner.gid };
  await chown(folder, account.uid, account.gid);
  const reachable = (await isOpenToAll(dirname(folder))) && (await isOpenToAll(program));
  return reachable
    ? (file, args) => ({ file, args, options: { ...account, cwd: folder, env } })
    : (program, args) => ({
        ...passingFolders(account, program, args),
        options: { cwd: folder, env },
      });
}

/**
 * Below a folder that only its owner may enter (/root, a home), the account could reach neither its data nor
 * the programs. So it keeps the one capability to enter folders, also for access(2) (`no_setuid_fixup`).
 * Containers give root that capability by default, but seldom a user namespace, which would be the alternative
 * and does not help below another user's home.
 */
function passingFolders({ uid, gid }: Account, program: string, args: string[]) {
  const capability = '+dac_override';
  const drop = ['--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups'];
  const keep = ['--inh-caps', capability, '--ambient-caps', capability];
  const effective = ['--securebits', '+no_setuid_fixup'];
  return { file: 'setpriv', args: [...drop, ...keep, ...effective, '--', program, ...args] };
}

/** The system's `postgres` user, else `nobody`. */
async function unprivilegedAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const entry = ['postgres', 'nobody'].flatMap((name) => lines.filter(([user]) => user === name));
  const [, , uid, gid] = entry[0] ?? [];
  if (!uid || !gid) {
    throw new OperatorError(
      'PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody here. ' +
        'Run the service as another user, or set DATABASE_URL.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Whether everyone may read or enter `path` and enter every folder above it. */
async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if (!(mode & constants.S_IXOTH)) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}
