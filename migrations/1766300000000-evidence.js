/**
 * What exports prove: the keys that sign them, what of a clip was encoded, and for which person a key asked.
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
      ALTER TABLE clips ADD COLUMN encoding jsonb;
      ALTER TABLE exports ADD COLUMN requester_user text;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE exports DROP COLUMN requester_user;
      ALTER TABLE clips DROP COLUMN encoding;
      DROP TABLE signing_keys;
    `);
  }
}
