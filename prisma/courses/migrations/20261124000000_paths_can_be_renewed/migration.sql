-- What the tree's owner may ask for when the tree changes: the copies of paths follow in the same transaction.
CREATE FUNCTION "courses_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = courses, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE party_school SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE venue SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE teacher SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE training_class SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE lesson SET organiser_path = new_path || substr(organiser_path, behind) WHERE organiser_path >= old_path AND organiser_path < beyond;
END $$;
REVOKE ALL ON FUNCTION "courses_api"."renew_paths"(text, text) FROM PUBLIC;
GRANT USAGE ON SCHEMA "courses_api" TO organisation_app;
GRANT EXECUTE ON FUNCTION "courses_api"."renew_paths"(text, text) TO organisation_app;
