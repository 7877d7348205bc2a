/**
 * When a row was registered, by the clock of the database. Rows of earlier versions do not have it.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class Registration1764800000000 {
  name = 'Registration1764800000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE events ADD COLUMN registered_at timestamptz(3);
      ALTER TABLE events ALTER COLUMN registered_at SET DEFAULT now();
      ALTER TABLE recordings ADD COLUMN registered_at timestamptz(3);
      ALTER TABLE recordings ALTER COLUMN registered_at SET DEFAULT now();
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE recordings DROP COLUMN registered_at;
      ALTER TABLE events DROP COLUMN registered_at;
    `);
  }
}
