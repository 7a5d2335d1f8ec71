-- What other owners may read: where people belonged or took part on which days, and since when they stand where on the way into the Party.
CREATE VIEW "people_api"."membership" AS
  SELECT "id", "member_id", "organisation_id", "organisation_path", "participation"::text, "from_on", "to_on" FROM "membership";
CREATE VIEW "people_api"."stage_dates" AS
  SELECT "id" AS "member_id", "applied_on", "activist_on", "target_on", "joined_on", "full_on", "state"::text FROM "member";
GRANT SELECT ON "people_api"."membership", "people_api"."stage_dates" TO graph_reader;
