/** Preloaded by the built service: prints each SQL statement with the id of the request that caused it, also in a job. */
import pg from 'pg';

const { requestId } = await import('../../dist/common/http/request-id.js');

/** What a pool sends by itself to a connection that is new or was idle. */
const OF_POOL = /^(SET |SELECT 1$|SELECT set_config)/;

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...args) {
  const sql = typeof args[0] === 'string' ? args[0] : args[0].text;
  const request = requestId();
  if (request !== undefined && !OF_POOL.test(sql)) {
    console.log(JSON.stringify({ statement_of: request, sql }));
  }
  return query.apply(this, args);
};
