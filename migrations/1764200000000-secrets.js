/** @implements {import('typeorm').MigrationInterface} */
export class Secrets1764200000000 {
  name = 'Secrets1764200000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    // What all nodes must share and no operator needs to choose, such as what signs links.
    await queryRunner.query('CREATE TABLE secrets (name text PRIMARY KEY, value bytea NOT NULL)');
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE secrets');
  }
}
