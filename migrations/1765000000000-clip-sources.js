/**
 * Of which files each clip was made. Clips of earlier versions do not have it.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class ClipSources1765000000000 {
  name = 'ClipSources1765000000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query('ALTER TABLE clips ADD COLUMN sources jsonb');
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('ALTER TABLE clips DROP COLUMN sources');
  }
}
