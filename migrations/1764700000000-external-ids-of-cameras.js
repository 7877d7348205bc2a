/**
 * An external id belongs to its camera: two cameras may use the same one.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class ExternalIdsOfCameras1764700000000 {
  name = 'ExternalIdsOfCameras1764700000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE events
        DROP CONSTRAINT events_external_id_key,
        ADD CONSTRAINT events_camera_id_external_id_key UNIQUE (camera_id, external_id)
    `);
  }

  /**
   * Fails where two cameras share an id, because the version before has no place for the second event.
   *
   * @param {import('typeorm').QueryRunner} queryRunner
   */
  async down(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE events
        DROP CONSTRAINT events_camera_id_external_id_key,
        ADD CONSTRAINT events_external_id_key UNIQUE (external_id)
    `);
  }
}
