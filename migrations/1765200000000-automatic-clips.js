/**
 * What automatic clips and reports of stale clips remember, and indexes for the clips that late footage may improve.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class AutomaticClips1765200000000 {
  name = 'AutomaticClips1765200000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE clip_requests
        ADD COLUMN automatic boolean NOT NULL DEFAULT false,
        ADD COLUMN followed_end timestamptz(3),
        ADD COLUMN tried_with jsonb;
      ALTER TABLE clips ADD COLUMN reported_with jsonb;
      -- Clips of the time of a recording that is registered late. Most clips are complete and not in the index.
      CREATE INDEX clips_incomplete ON clips (requested_starts_at)
        WHERE gaps <> '[]' OR method = 'images';
      CREATE INDEX clip_requests_failed ON clip_requests (starts_at) WHERE state = 'failed';
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      DROP INDEX clip_requests_failed, clips_incomplete;
      ALTER TABLE clips DROP COLUMN reported_with;
      ALTER TABLE clip_requests
        DROP COLUMN automatic, DROP COLUMN followed_end, DROP COLUMN tried_with;
    `);
  }
}
