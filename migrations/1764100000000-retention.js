/** @implements {import('typeorm').MigrationInterface} */
export class Retention1764100000000 {
  name = 'Retention1764100000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      -- Files in the clips folder that no row names any more and that are still to be removed.
      CREATE TABLE clip_tombstones (
        file_name text PRIMARY KEY,
        reason text NOT NULL,
        buried_at timestamptz(3) NOT NULL
      );

      ALTER TABLE clips
        ADD COLUMN protected_reason text,
        ADD COLUMN missing_since timestamptz(3);
      -- Clips due by space: the first made go first.
      CREATE INDEX clips_unprotected ON clips (generated_at, event_id) WHERE NOT protected;

      -- Events and recordings due by age.
      CREATE INDEX events_ended ON events ((coalesce(ended_at, started_at)), id);
      CREATE INDEX recordings_ended ON recordings (ended_at, id);

      CREATE TABLE cleanup_state (
        id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
        settled_at timestamptz(3) NOT NULL,
        last_run jsonb
      );
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      DROP TABLE cleanup_state, clip_tombstones;
      DROP INDEX recordings_ended, events_ended, clips_unprotected;
      ALTER TABLE clips DROP COLUMN missing_since, DROP COLUMN protected_reason;
    `);
  }
}
