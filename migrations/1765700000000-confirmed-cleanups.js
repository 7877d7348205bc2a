/** @implements {import('typeorm').MigrationInterface} */
export class ConfirmedCleanups1765700000000 {
  name = 'ConfirmedCleanups1765700000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE cleanup_state
        ADD COLUMN periods jsonb,
        ADD COLUMN clock_read_at timestamptz(3),
        ADD COLUMN clock_boot_id text,
        ADD COLUMN clock_uptime_ms bigint,
        ADD COLUMN clock_step_ms bigint NOT NULL DEFAULT 0;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE cleanup_state
        DROP COLUMN clock_step_ms,
        DROP COLUMN clock_uptime_ms,
        DROP COLUMN clock_boot_id,
        DROP COLUMN clock_read_at,
        DROP COLUMN periods;
    `);
  }
}
