/**
 * Renditions of clips. They belong to one version of their clip, and are removed with it.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class Renditions1766000000000 {
  name = 'Renditions1766000000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      CREATE TABLE clip_renditions (
        event_id integer NOT NULL REFERENCES clips ON DELETE CASCADE,
        name text NOT NULL,
        clip_sha256 text NOT NULL,
        file_name text NOT NULL,
        state text NOT NULL,
        job_id text NOT NULL,
        progress smallint NOT NULL,
        message text,
        error_code text,
        sha256 text,
        bytes bigint,
        ended_at timestamptz(3),
        PRIMARY KEY (event_id, name)
      );
      -- Few of them, whose temporary files are not to be removed.
      CREATE INDEX clip_renditions_pending ON clip_renditions (job_id) WHERE state = 'pending';
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE clip_renditions');
  }
}
