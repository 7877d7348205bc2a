/** @implements {import('typeorm').MigrationInterface} */
export class RequestsOfKeys1765800000000 {
  name = 'RequestsOfKeys1765800000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE clip_requests ADD COLUMN requested_by text;
      CREATE INDEX clip_requests_pending_of_key ON clip_requests (requested_by)
        WHERE state = 'pending' AND requested_by IS NOT NULL;
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('ALTER TABLE clip_requests DROP COLUMN requested_by');
  }
}
