import { EncodedPacketSink, FilePathSource, Input, type InputTrack, MP4 } from 'mediabunny';
import { readFile } from 'node:fs/promises';
import { UNTURNED } from '../../src/formats/isobmff/write-movie.js';
import type { Sample } from '../../src/formats/isobmff/write-sample-table.js';
import { Mp4Writer, type NewTrack } from '../../src/cut/write/mp4-writer.js';

/** The samples of a clip in decode order: those of its pictures, and those of its sound. */
export interface Samples {
  video: Sample[];
  audio: Sample[];
}

/** Writes a clip again with other samples. Everything else stays as it is. */
export async function rewrite(path: string, change: (samples: Samples) => void): Promise<void> {
  const bytes = await readFile(path);
  const input = new Input({ source: new FilePathSource(path), formats: [MP4] });
  const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
  const samples = { video: await samplesOf(video), audio: await samplesOf(audio) };
  change(samples);
  const kinds = ['video', ...(audio ? (['audio'] as const) : [])] as const;
  const tracks = await Promise.all(
    kinds.map(async (kind, i): Promise<NewTrack> => ({
      ...{ kind, timescale: await (kind === 'video' ? video : audio)!.getTimeResolution() },
      ...{ entry: sampleEntry(bytes, i), width: 0, height: 0, matrix: UNTURNED },
      ...{ maxSamples: samples[kind].length, maxChunks: 1 },
    })),
  );
  input.dispose();
  const writer = new Mp4Writer(path, tracks, []);
  kinds.forEach((kind, i) => writer.writeChunk(i, samples[kind]));
  writer.finish();
  writer.close();
}

async function samplesOf(track: InputTrack | null): Promise<Sample[]> {
  const samples: Sample[] = [];
  if (!track) return samples;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const { timestamp: time, duration, type, data } = packet;
    samples.push({ time, duration, isKey: type === 'key', data });
  }
  return samples;
}

/** The only sample entry of a track, by the tracks' order in the file. */
function sampleEntry(bytes: Buffer, track: number): Buffer {
  let type = bytes.indexOf('stsd');
  for (let i = 0; i < track; i++) type = bytes.indexOf('stsd', type + 4);
  const end = type - 4 + bytes.readUInt32BE(type - 4);
  return bytes.subarray(type + 12, end);
}
