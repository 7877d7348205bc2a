import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, constants } from 'node:zlib';
import pg from 'pg';
import type { CleanupResult } from '../../../src/cleanup/dto/cleanup-result.dto.js';
import type { Wire } from '../../../src/common/http/example.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { prepareFolder } from '../../../src/database/postgres-account.js';
import { findPrograms } from '../../../src/database/postgres-programs.js';
import type { EventDto } from '../../../src/events/events/dto/event.dto.js';
import type { RecordingDto } from '../../../src/events/recordings/dto/recording.dto.js';
import type { Info } from '../../support/api.js';
import type { Installation } from '../installation.js';

/** The answers of the earlier version; see README.md. Only `link` has a signature. */
export interface EarlierAnswers {
  /** Its data folder, which is in the paths of footage. */
  folder: string;
  /** A signed link to the first clip, valid until the year 2100. */
  link: string;
  events: Wire<EventDto>[];
  clips: Info[];
  recordings: Wire<RecordingDto>[];
  cameras: { camera_id: string }[];
  last_run: CleanupResult;
}

const here = (name: string) => new URL(name, import.meta.url);

/** Unpacks the folder of the earlier version into the installation, and returns its answers. */
export async function installEarlier({ folder }: Installation): Promise<EarlierAnswers> {
  const packed = await readFile(here('installation.tar.br'));
  const params = { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 };
  const archive = await promisify(brotliDecompress)(packed, { params });
  const tar = spawn('tar', ['-xpf', '-', '--no-same-owner', '-C', folder], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  tar.stdin.end(archive);
  const [code] = (await once(tar, 'close')) as [number | null];
  if (code !== 0) throw new Error(`tar ended with ${code}.`);

  await giveToServer(`${folder}/data/postgres`);
  const answers = await readFile(here('answers.json'), 'utf8');
  const parsed = JSON.parse(answers) as EarlierAnswers;
  await moveFootage(`${folder}/data`, parsed.folder, folder);
  return JSON.parse(answers.replaceAll(parsed.folder, folder)) as EarlierAnswers;
}

/** Gives the server's files to the account that it runs as here, since the archive has no owners. */
async function giveToServer(postgres: string): Promise<void> {
  await prepareFolder(postgres, (await findPrograms()).postgres);
  const { uid, gid } = await stat(postgres);
  await promisify(execFile)('chown', ['-R', `${uid}:${gid}`, postgres]);
}

/** Changes the absolute paths of footage to those of this folder. */
async function moveFootage(dataDirectory: string, from: string, to: string): Promise<void> {
  const database = await openDatabase({ dataDirectory });
  const client = new pg.Client(database.url);
  await client.connect();
  for (const [table, column, type] of [
    ['events', 'video_path', 'text'],
    ['detections', 'file_path', 'text'],
    ['recordings', 'file_path', 'text'],
    ['clips', 'made_from', 'jsonb'],
  ]) {
    const moved = `replace(${column}::text, $1, $2)::${type}`;
    await client.query(`UPDATE ${table} SET ${column} = ${moved}`, [from, to]);
  }
  await client.end();
  await database.close();
}
