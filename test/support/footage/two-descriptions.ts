import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny';
import { writeFile } from 'node:fs/promises';
import { fileTypeBox, movieBox, UNTURNED } from '../../../src/formats/isobmff/write-movie.js';
import { videoEntry } from '../../../src/formats/isobmff/write-sample-entry.js';
import { type Sample, SampleTable } from '../../../src/formats/isobmff/write-sample-table.js';
import { descriptionOf } from '../../../src/cut/source/video-stream.js';
import { box, u32 } from '../../../src/formats/isobmff/write-box.js';

const TIMESCALE = 90_000;

/**
 * Writes the pictures of two MP4 files into one track with two sample descriptions, as a recorder does that appends
 * after its camera was set to another size.
 */
export async function writeTwoDescriptions(
  paths: readonly [string, string],
  output: string,
): Promise<void> {
  const [first, second] = [await read(paths[0]), await read(paths[1])];
  const seconds = Math.max(...first.samples.map(({ time, duration }) => time + duration));
  const later = second.samples.map((sample) => ({ ...sample, time: sample.time + seconds }));
  const samples = [...first.samples, ...later];
  const table = new SampleTable(TIMESCALE, samples.length);
  const type = fileTypeBox(['avc1']);
  const media = box('mdat', ...samples.map(({ data }) => data));
  let place = type.length + 8;
  for (const sample of samples) {
    table.addChunk(place, [sample]);
    place += sample.data.length;
  }
  const { entry, width, height } = first;
  const track = { kind: 'video' as const, timescale: TIMESCALE, matrix: UNTURNED };
  const movie = movieBox([{ ...track, entry, width, height, table }]);
  const described = inserted(movie, 'stsd', 4, second.entry);
  const chunks = u32(first.samples.length + 1, 1, 2);
  await writeFile(output, Buffer.concat([type, media, inserted(described, 'stsc', 4, chunks)]));
}

async function read(path: string) {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4] });
  const track = (await input.getPrimaryVideoTrack())!;
  const config = (await track.getDecoderConfig())!;
  const [width, height] = [config.codedWidth!, config.codedHeight!];
  const entry = videoEntry({
    ...{ width, height, sampleEntry: 'avc1', configurationBox: 'avcC' },
    configuration: descriptionOf(config)!,
    ...{ pixelAspect: { num: 1, den: 1 }, colour: null },
  });
  const samples: Sample[] = [];
  for await (const { timestamp, duration, type, data } of new EncodedPacketSink(track).packets()) {
    samples.push({ time: timestamp, duration, isKey: type === 'key', data });
  }
  input.dispose();
  return { entry, width, height, samples };
}

/** Adds a row to a table that counts its rows, behind the last one. */
function inserted(movie: Buffer, table: string, countAt: number, row: Buffer): Buffer {
  const start = movie.indexOf(table) - 4;
  const end = start + movie.readUInt32BE(start);
  const grown = Buffer.concat([movie.subarray(0, end), row, movie.subarray(end)]);
  const count = start + 8 + countAt;
  grown.writeUInt32BE(grown.readUInt32BE(count) + 1, count);
  for (const type of [table, 'stbl', 'minf', 'mdia', 'trak', 'moov']) {
    const at = grown.lastIndexOf(type, start + 4) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(at) + row.length, at);
  }
  return grown;
}
