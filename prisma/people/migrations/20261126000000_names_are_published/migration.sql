-- By what a line of a paper list is found to be whose: the name and the local code. Read within the list of one lesson.
CREATE VIEW "people_api"."member_name" AS SELECT "id" AS "member_id", "code", "name", "name_pinyin" FROM "member";
GRANT SELECT ON "people_api"."member_name" TO graph_reader;

-- Which of these people has a mobile with the last four digits of this keyed fingerprint. No number and no fingerprint leaves: only who.
CREATE FUNCTION "people_api"."with_mobile_tail"(asked uuid[], tail bytea) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = people, pg_temp AS $$
  SELECT m.id FROM member m WHERE m.id = ANY (asked) AND m.mobile_tail_hash = tail
$$;
REVOKE ALL ON FUNCTION "people_api"."with_mobile_tail"(uuid[], bytea) FROM PUBLIC;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'attendance_app') THEN CREATE ROLE attendance_app LOGIN; END IF;
END $$;
GRANT USAGE ON SCHEMA "people_api" TO attendance_app;
GRANT EXECUTE ON FUNCTION "people_api"."with_mobile_tail"(uuid[], bytea) TO attendance_app;
