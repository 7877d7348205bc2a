/**
 * Forgets recordings whose files claimed to start before 1990 or more than a day ahead, or to last longer than a
 * week: they hid all others of their cameras. Such files are refused now, so an import names each of them.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class PlausibleRecordings1765400000000 {
  name = 'PlausibleRecordings1765400000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    const [{ count }] = await queryRunner.query(`
      WITH forgotten AS (
        DELETE FROM recordings
         WHERE started_at < '1990-01-01T00:00:00Z' OR started_at > now() + interval '1 day'
            OR ended_at - started_at > interval '7 days'
        RETURNING id)
      SELECT count(*)::int AS count FROM forgotten
    `);
    if (count > 0) {
      console.warn(
        `${count} recordings are registered no longer, because their files claim to start before 1990 or more than a day ahead, or to last longer than a week. The files stay. Register them again with started_at and duration_seconds, or import them to see which they are.`,
      );
    }
  }

  async down() {
    // The files are registered again by an import.
  }
}
