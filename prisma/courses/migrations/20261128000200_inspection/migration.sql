-- Who teaches where: inspectors ask whether one teacher stood in two rooms at once, and whether what was planned was held. A lesson that was cancelled says when.
CREATE VIEW "courses_api"."lesson_teaching" AS
  SELECT t."lesson_id", t."teacher_id", l."venue_id", l."starts_at", l."ends_at", l."organiser_path", l."status"::text
  FROM "lesson_teacher" t JOIN "lesson" l ON l."id" = t."lesson_id";
CREATE VIEW "courses_api"."lesson_plan" AS
  SELECT l."id" AS "lesson_id", l."venue_id", l."created_at", l."published_at", l."cancelled_reason",
    CASE WHEN l."status" = 'CANCELLED' THEN coalesce((SELECT max(c."recorded_at") FROM "lesson_change" c WHERE c."lesson_id" = l."id" AND c."kind" = 'CANCELLED'), l."changed_at") END AS "cancelled_at"
  FROM "lesson" l;
GRANT SELECT ON "courses_api"."lesson_teaching", "courses_api"."lesson_plan" TO graph_reader;
