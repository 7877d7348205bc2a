import type { BlockingReader } from '../../byte-reader.js';
import { type Boxes, has, type IsoBox, one } from '../boxes.js';
import type { SampleTables } from './sample-tables.js';
import { Table } from './table.js';

/** Half of that is enough for a day of sound. */
export const MAX_TABLE_BYTES = 64 * 1024 * 1024;

/** The tables in `stbl`, which are read when their rows are needed. Throws `Unusual` where one is missing. */
export function sampleTables(reader: BlockingReader, stbl: Boxes): SampleTables {
  const table = (type: string): Table => tableIn(reader, one(stbl, type));
  const optional = (type: string) => (has(stbl, type) ? table(type) : null);
  const long = optional('co64');
  return {
    ...{ stts: table('stts'), stsz: table('stsz'), stsc: table('stsc') },
    ...{ ctts: optional('ctts'), stss: optional('stss') },
    version: has(stbl, 'ctts') ? reader.bytes(one(stbl, 'ctts').content, 1)[0]! : 0,
    ...{ offsets: long ?? table('stco'), long: long !== null },
  };
}

/** The rows of a table, after its version and flags. */
function tableIn(reader: BlockingReader, { content, end }: IsoBox): Table {
  const from = content + 4;
  const length = Math.min(end - from, MAX_TABLE_BYTES);
  return new Table((start, to) => reader.bytes(from + start, to - start), length);
}
