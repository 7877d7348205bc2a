/**
 * What is set for a camera. A camera without a row has the defaults; null means the default, too.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class Cameras1765100000000 {
  name = 'Cameras1765100000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      CREATE TABLE cameras (
        camera_id text PRIMARY KEY,
        name text,
        time_zone text,
        clock_offset_seconds double precision,
        file_pattern text,
        retention_days integer,
        retention_days_by_label jsonb NOT NULL DEFAULT '{}',
        quiet_after_seconds integer,
        -- From when on a camera that has never recorded counts as silent.
        watched_since timestamptz(3),
        -- Not null: the silence was reported.
        silent_since timestamptz(3)
      );
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE cameras');
  }
}
