/**
 * The keys that sign exports.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class Evidence1766300000000 {
  name = 'Evidence1766300000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    // One key is current, however many nodes start at once. A retired one cannot sign again.
    await queryRunner.query(`
      CREATE TABLE signing_keys (
        id text PRIMARY KEY,
        public_key bytea NOT NULL,
        private_key bytea,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        retired_at timestamptz(3),
        CONSTRAINT signing_keys_retired CHECK ((retired_at IS NULL) = (private_key IS NOT NULL))
      );
      CREATE UNIQUE INDEX signing_keys_current ON signing_keys ((true)) WHERE retired_at IS NULL;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE signing_keys');
  }
}
