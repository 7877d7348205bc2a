import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Api } from '../support/api.js';

const run = promisify(execFile);

interface Probed {
  readonly streams: { codec_type: string; codec_name: string; pix_fmt?: string }[];
  readonly packets: { stream_index: number; pts_time: string; data_hash: string }[];
}

/** What ffprobe says of a clip that is downloaded: its codec, the times of its pictures, its packets of sound. */
export async function streamOf(api: Api, url: string) {
  const bytes = await api.download(url);
  const folder = await mkdtemp(join(tmpdir(), 'event-clips-stream-'));
  try {
    const path = join(folder, 'clip.mp4');
    await writeFile(path, bytes);
    const args = ['-v', 'error', '-show_streams', '-show_packets', '-show_data_hash', 'md5'];
    const { stdout } = await run('ffprobe', [...args, '-of', 'json', path], { maxBuffer: 2 ** 26 });
    const { streams, packets } = JSON.parse(stdout) as Probed;
    const ofType = (type: string) => streams.findIndex(({ codec_type }) => codec_type === type);
    const packetsOf = (type: string) =>
      packets.filter(({ stream_index }) => stream_index === ofType(type));
    const video = streams[ofType('video')]!;
    return {
      codec: video.codec_name,
      pixelFormat: video.pix_fmt,
      /** Whether a player can begin before it has all of the file. */
      isFast: bytes.indexOf('moov') < bytes.indexOf('mdat'),
      times: packetsOf('video')
        .map(({ pts_time }) => Number(pts_time))
        .sort((a, b) => a - b),
      audio: packetsOf('audio').map(({ data_hash }) => data_hash),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
