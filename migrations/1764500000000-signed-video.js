/** @implements {import('typeorm').MigrationInterface} */
export class SignedVideo1764500000000 {
  name = 'SignedVideo1764500000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query('ALTER TABLE clips ADD COLUMN signed_video jsonb');
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('ALTER TABLE clips DROP COLUMN signed_video');
  }
}
