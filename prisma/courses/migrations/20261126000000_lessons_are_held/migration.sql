-- What other owners may read of lessons besides their time: what the door, the hours and the early warning ask.
CREATE OR REPLACE VIEW "courses_api"."lesson" AS
  SELECT "id", "organiser_id", "organiser_path", "category"::text, "status"::text, "starts_at", "ends_at", "planned_hours",
         "mode"::text, "capacity", "is_counted", "is_open_to_enrol", "training_class_id", "version", "title", "code" FROM "lesson";
CREATE VIEW "courses_api"."lesson_period" AS SELECT "lesson_id", "number", "starts_at", "ends_at" FROM "lesson_period";
GRANT SELECT ON "courses_api"."lesson", "courses_api"."lesson_period" TO graph_reader;

-- What the owner of the sheets may ask for when recording begins: the lesson is held from then on, and can no longer be moved or cancelled. Locks the
-- lesson against a change under way; says whether it is held now.
CREATE FUNCTION "courses_api"."hold_lesson"(held uuid, held_at timestamptz, by_account uuid, by_name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = courses, pg_temp AS $$
DECLARE found_status text; found_version int;
BEGIN
  SELECT status::text, version INTO found_status, found_version FROM lesson WHERE id = held FOR UPDATE;
  IF found_status = 'HELD' THEN RETURN true; END IF;
  IF found_status IS DISTINCT FROM 'PUBLISHED' THEN RETURN false; END IF;
  UPDATE lesson SET status = 'HELD', version = found_version + 1, changed_at = held_at WHERE id = held;
  INSERT INTO lesson_change (lesson_id, version, kind, before, after, recorded_at, recorded_by, recorder_name)
  VALUES (held, found_version + 1, 'HELD', '{"status": "PUBLISHED"}', '{"status": "HELD"}', held_at, by_account, by_name);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION "courses_api"."hold_lesson"(uuid, timestamptz, uuid, text) FROM PUBLIC;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'attendance_app') THEN CREATE ROLE attendance_app LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA "courses_api" TO attendance_app;
GRANT EXECUTE ON FUNCTION "courses_api"."hold_lesson"(uuid, timestamptz, uuid, text) TO attendance_app;
