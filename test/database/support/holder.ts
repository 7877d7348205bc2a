/** Uses the embedded database of the folder in argv until its input ends. */
import { openDatabase } from '../../../src/database/open-database.js';

const database = await openDatabase({
  dataDirectory: process.argv[2]!,
  log: (line) => console.log(line),
});
console.log(`url ${database.url}`);
process.stdin.on('end', () => void database.close().then(() => process.exit(0)));
process.stdin.resume();
