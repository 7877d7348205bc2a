/**
 * By what each file of footage is recognized, as recorders use their paths again. Rows of earlier versions get
 * theirs when the file is next read; `look_at` is when a file is to be examined, null for never.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class FileIdentities1764900000000 {
  name = 'FileIdentities1764900000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      ALTER TABLE recordings ADD COLUMN identity jsonb, ADD COLUMN look_at timestamptz(3);
      ALTER TABLE recordings ALTER COLUMN look_at SET DEFAULT now();
      CREATE INDEX recordings_to_examine ON recordings (look_at) WHERE look_at IS NOT NULL;

      ALTER TABLE detections
        ADD COLUMN identity jsonb,
        ADD COLUMN look_at timestamptz(3),
        ADD COLUMN registered_at timestamptz(3);
      -- A still that has just been written is closed by then.
      ALTER TABLE detections
        ALTER COLUMN look_at SET DEFAULT now() + interval '15 seconds',
        ALTER COLUMN registered_at SET DEFAULT now();
      CREATE INDEX detections_to_examine ON detections (look_at) WHERE look_at IS NOT NULL;

      ALTER TABLE events ADD COLUMN video_identity jsonb, ADD COLUMN video_look_at timestamptz(3);
      CREATE INDEX events_to_examine ON events (video_look_at) WHERE video_look_at IS NOT NULL;

      -- Recordings whose path holds another file now, until the next cleanup.
      CREATE TABLE replaced_recordings (
        recording_id integer PRIMARY KEY,
        camera_id text NOT NULL,
        file_path text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) NOT NULL,
        replaced_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX replaced_recordings_of_camera ON replaced_recordings (camera_id, started_at);
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query(`
      DROP TABLE replaced_recordings;
      ALTER TABLE events DROP COLUMN video_look_at, DROP COLUMN video_identity;
      ALTER TABLE detections DROP COLUMN registered_at, DROP COLUMN look_at, DROP COLUMN identity;
      ALTER TABLE recordings DROP COLUMN look_at, DROP COLUMN identity;
    `);
  }
}
