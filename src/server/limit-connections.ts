import { Logger } from '@nestjs/common';
import type { Server } from 'node:http';
import { openFilesLimit } from '../common/open-files.js';

/** Descriptors of the program itself: database, log, watched folders, held clips, files of cleanup and registration. */
const OWN_FILES = 128;
/** Descriptors of one clip: the pipes of its FFmpeg, and the recordings of an hour, each open once. */
const FILES_OF_CLIP = 400;
/** A download needs its file as well as its connection. */
const FILES_OF_CONNECTION = 2;
/** More connections than one process can serve. */
const MOST = 10_000;

const REPORT_EVERY_MS = 60_000;

/**
 * How many connections a server may have, so that clips can be made whatever callers do. Where the limit of open files
 * is too low for that, a quarter of it is for connections.
 *
 * @param openFiles the limit of open files of the process
 * @param clips how many clips are made at the same time
 */
export function connectionLimit(openFiles: number, clips: number): number {
  const left = openFiles - OWN_FILES - clips * FILES_OF_CLIP;
  return Math.min(MOST, Math.floor(Math.max(left, openFiles / 4) / FILES_OF_CONNECTION));
}

/** Bounds the connections of a server, and logs when it has refused some. A proxy or a caller then tries again. */
export function limitConnections(server: Server, clips: number): void {
  const logger = new Logger('Connections');
  const limit = connectionLimit(openFilesLimit('soft'), clips);
  server.maxConnections = limit;
  let refused = 0;
  let reportedAt = -Infinity;
  server.on('drop', () => {
    refused++;
    const now = performance.now();
    if (now - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = now;
    logger.warn({
      msg: 'Connections were refused: there are as many as the limit of open files allows. Raise it (LimitNOFILE, ulimit -n), or let a proxy limit the connections of a client',
      ...{ limit, refused },
    });
    refused = 0;
  });
}
