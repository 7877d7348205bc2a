/**
 * How an export shows the time of day. Those of earlier versions do not.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class ExportTime1766500000000 {
  name = 'ExportTime1766500000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE exports ADD COLUMN time text NOT NULL DEFAULT 'none';
      ALTER TABLE exports ALTER COLUMN time DROP DEFAULT;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`ALTER TABLE exports DROP COLUMN time`);
  }
}
