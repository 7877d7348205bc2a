/** Bare INSERTs by `pg`, each committed by itself, of the rows that the service writes. */
import pg from 'pg';

const [databaseUrl = ''] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });

export interface BareWork {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly clients: number;
}

process.on('message', ({ table, rows, clients }: BareWork) => {
  void (async () => {
    const columns = Object.keys(rows[0]!);
    const places = columns.map((_, index) => `$${index + 1}`);
    const sql = `INSERT INTO ${table} (${columns.join()}) VALUES (${places.join()}) RETURNING id`;
    let next = 0;
    const began = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (next < rows.length) await pool.query(sql, Object.values(rows[next++]!));
      }),
    );
    process.send!(rows.length / ((performance.now() - began) / 1000));
  })();
});
process.on('disconnect', () => process.exit(0));
process.send!('ready');
