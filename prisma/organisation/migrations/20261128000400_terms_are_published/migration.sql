-- What other owners may read: the terms of committees, and who heads the residents' committees. No names.
CREATE VIEW "organisation_api"."committee_term" AS
  SELECT "id", "organisation_id", "number", "elected_on", "ends_on", "extended_to", "closed_on" FROM "committee_term";
CREATE VIEW "organisation_api"."community_director" AS
  SELECT "organisation_id", "member_id", "since", "until" FROM "community_director";
GRANT SELECT ON "organisation_api"."committee_term", "organisation_api"."community_director" TO graph_reader;
