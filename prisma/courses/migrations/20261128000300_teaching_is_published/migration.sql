-- What reports about teaching are made of: who taught what, which rooms lessons took up, when these are open, and whose a class is. Views of their own, so
-- that the narrow ones stay what they are.
CREATE VIEW "courses_api"."teaching" AS SELECT "lesson_id", "teacher_id", "position" FROM "lesson_teacher";
CREATE VIEW "courses_api"."teacher_record" AS
  SELECT "id", "organisation_id", "organisation_path", "member_id", "name", "category"::text, "unit" FROM "teacher";

CREATE VIEW "courses_api"."venue_record" AS SELECT "id", "organisation_id", "organisation_path", "name", "capacity", "is_in_use" FROM "venue";
CREATE VIEW "courses_api"."venue_opening" AS SELECT "venue_id", "weekday", "from_minute", "to_minute" FROM "venue_opening";
CREATE VIEW "courses_api"."venue_closure" AS SELECT "venue_id", "starts_at", "ends_at" FROM "venue_closure";
-- One row for each period that a lesson takes up a room. One that is not firm was planned over a clash, or is a draft's.
CREATE VIEW "courses_api"."venue_booking" AS
  SELECT "resource_id" AS "venue_id", "lesson_id", "period", "starts_at", "ends_at", "is_firm" FROM "booking" WHERE "kind" = 'VENUE';

CREATE VIEW "courses_api"."class_record" AS
  SELECT "id", "organisation_id", "organisation_path", "name", "starts_on", "ends_on", "state"::text FROM "training_class";

GRANT SELECT ON "courses_api"."teaching", "courses_api"."teacher_record", "courses_api"."venue_record", "courses_api"."venue_opening",
  "courses_api"."venue_closure", "courses_api"."venue_booking", "courses_api"."class_record" TO graph_reader;
