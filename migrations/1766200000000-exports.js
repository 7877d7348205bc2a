/**
 * Exports: several clips in one file, with what is known of each.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class Exports1766200000000 {
  name = 'Exports1766200000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      CREATE TABLE exports (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name text,
        video_codec text,
        all_or_nothing boolean NOT NULL,
        requested_by text,
        requester text,
        state text NOT NULL,
        job_id text NOT NULL,
        progress smallint NOT NULL,
        message text,
        error_code text,
        estimated_bytes bigint NOT NULL,
        bytes bigint,
        sha256 text,
        protected boolean NOT NULL DEFAULT false,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE INDEX exports_newest ON exports (started_at, id);
      CREATE TABLE export_items (
        export_id integer NOT NULL REFERENCES exports ON DELETE CASCADE,
        position integer NOT NULL,
        event_id integer,
        camera_id text,
        starts_at timestamptz(3),
        ends_at timestamptz(3),
        state text NOT NULL,
        error_code text,
        message text,
        file_name text,
        PRIMARY KEY (export_id, position)
      );
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE export_items; DROP TABLE exports');
  }
}
