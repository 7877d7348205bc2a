/**
 * The audit trail: who did what, and when. Rows are only added; its own retention alone deletes them, in transactions
 * that set `event_clips.audit_retention`.
 *
 * @implements {import('typeorm').MigrationInterface}
 */
export class AuditTrail1766400000000 {
  name = 'AuditTrail1766400000000';

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async up(queryRunner) {
    await queryRunner.query(`
      CREATE TABLE audit_entries (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        action text NOT NULL,
        actor text NOT NULL,
        key text,
        person text,
        address text,
        request_id text,
        rule text,
        event_ids integer[] NOT NULL,
        camera_ids text[] NOT NULL,
        export_ids integer[] NOT NULL,
        recording_ids integer[] NOT NULL,
        files text[] NOT NULL,
        starts_at timestamptz(3),
        ends_at timestamptz(3)
      );
      CREATE INDEX audit_entries_newest ON audit_entries (at, id);
      CREATE INDEX audit_entries_of_key ON audit_entries (key, at, id);
      CREATE INDEX audit_entries_of_action ON audit_entries (action, at, id);
      CREATE INDEX audit_entries_about ON audit_entries USING gin (event_ids, camera_ids);

      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' AND current_setting('event_clips.audit_retention', true) = 'on' THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'The audit trail is append-only: % is refused.', TG_OP
          USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
      CREATE TRIGGER audit_entries_not_truncated BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    `);
  }

  /** @param {import('typeorm').QueryRunner} queryRunner */
  async down(queryRunner) {
    await queryRunner.query('DROP TABLE audit_entries; DROP FUNCTION refuse_audit_change()');
  }
}
