-- What drawings of a year need to show lessons as the books stood: since when each is known, when it was changed last, and what it was before each change.
CREATE VIEW "courses_api"."lesson_record" AS
  SELECT "id", "organiser_id", "category"::text, "status"::text, "starts_at", least("created_at", "published_at") AS "known_since", "changed_at" FROM "lesson";
-- Only of what a drawing shows; null where the change left it as it was.
CREATE VIEW "courses_api"."lesson_past" AS
  SELECT "lesson_id", "version", "recorded_at", "before" ->> 'status' AS "status", "before" ->> 'category' AS "category",
    ("before" -> 'periods' -> 0 ->> 'startsAt')::timestamptz AS "starts_at" FROM "lesson_change" WHERE "kind" <> 'SCHEDULED';
GRANT SELECT ON "courses_api"."lesson_record", "courses_api"."lesson_past" TO graph_reader;
CREATE INDEX "lesson_change_recorded_at_idx" ON "lesson_change"("recorded_at");
