/** @implements {import('typeorm').MigrationInterface} */
export class CleanupCompletion1764300000000 {
  name = 'CleanupCompletion1764300000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE cleanup_state
        ADD COLUMN scheduled_since timestamptz(3) NOT NULL DEFAULT now(),
        ADD COLUMN completed_at timestamptz(3);
      UPDATE cleanup_state SET completed_at = (last_run->>'finished_at')::timestamptz
        WHERE jsonb_typeof(last_run) = 'object' AND last_run->>'stopped' IS NULL;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(
      'ALTER TABLE cleanup_state DROP COLUMN completed_at, DROP COLUMN scheduled_since',
    );
  }
}
