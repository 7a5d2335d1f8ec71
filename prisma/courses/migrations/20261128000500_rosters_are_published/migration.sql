-- Who is on the roster of which training class: what a handing over of rosters is made of. Nothing about a person but who it is.
CREATE VIEW "courses_api"."roster_class" AS
  SELECT "id", "organisation_id", "organisation_path", "name", "year", "cohort", "starts_on", "ends_on", "state"::text FROM "training_class";
CREATE VIEW "courses_api"."roster_place" AS SELECT "class_id", "member_id", "state"::text FROM "class_place";
GRANT SELECT ON "courses_api"."roster_class", "courses_api"."roster_place" TO graph_reader;
