/**
 * What players call the codecs of each clip. Clips of earlier versions do not have it.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class CodecsOfClips1765900000000 {
  name = 'CodecsOfClips1765900000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query('ALTER TABLE clips ADD COLUMN codecs text');
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('ALTER TABLE clips DROP COLUMN codecs');
  }
}
