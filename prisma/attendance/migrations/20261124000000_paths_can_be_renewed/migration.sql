-- What the tree's owner may ask for when the tree changes: the copies of paths follow in the same transaction.
CREATE FUNCTION "attendance_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE sheet SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE annual_hours SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;
REVOKE ALL ON FUNCTION "attendance_api"."renew_paths"(text, text) FROM PUBLIC;
GRANT USAGE ON SCHEMA "attendance_api" TO organisation_app;
GRANT EXECUTE ON FUNCTION "attendance_api"."renew_paths"(text, text) TO organisation_app;
