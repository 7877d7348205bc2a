/**
 * Clips of a camera alone, without an event: a cache, of which every file can be made again.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class IntervalClips1766100000000 {
  name = 'IntervalClips1766100000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      CREATE TABLE interval_clips (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        camera_id text NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        cut text NOT NULL,
        video_codec text NOT NULL,
        state text NOT NULL,
        job_id text NOT NULL,
        requested_by text,
        progress smallint NOT NULL,
        message text,
        error_code text,
        waiting_until timestamptz(3),
        tried_with jsonb,
        made jsonb,
        bytes bigint,
        ended_at timestamptz(3),
        used_at timestamptz(3) NOT NULL,
        UNIQUE (camera_id, starts_at, ends_at, cut, video_codec)
      );
      -- Few of them, which count towards limits, and whose temporary files are not to be removed.
      CREATE INDEX interval_clips_pending ON interval_clips (requested_by) WHERE state = 'pending';
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE interval_clips');
  }
}
