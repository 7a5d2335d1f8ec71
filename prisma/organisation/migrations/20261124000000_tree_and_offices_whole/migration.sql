-- CreateEnum
CREATE TYPE "change_kind" AS ENUM ('FOUND', 'RENAME', 'CHANGE_KIND', 'MOVE', 'MERGE', 'SPLIT', 'DISSOLVE');

-- CreateEnum
CREATE TYPE "rule_status" AS ENUM ('NATIONAL', 'LOCAL', 'ASSUMED');

-- CreateEnum
CREATE TYPE "honour_kind" AS ENUM ('HONOUR', 'DEMONSTRATION_SITE', 'PILOT');

-- CreateEnum
CREATE TYPE "honour_level" AS ENUM ('NATIONAL', 'PROVINCE', 'CITY', 'DISTRICT', 'STREET');

-- CreateEnum
CREATE TYPE "appraisal_grade" AS ENUM ('GOOD', 'FAIR', 'ORDINARY', 'POOR');

-- CreateEnum
CREATE TYPE "unit_kind" AS ENUM ('ENTERPRISE', 'SOCIAL_ORGANISATION');

-- CreateEnum
CREATE TYPE "precision" AS ENUM ('EXACT', 'ABOUT', 'OVER', 'UNKNOWN');

-- CreateTable
CREATE TABLE "organisation_version" (
    "organisation_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "kind" "kind" NOT NULL,
    "level" "level" NOT NULL,
    "setting" "setting" NOT NULL,
    "division_id" UUID,

    CONSTRAINT "organisation_version_pkey" PRIMARY KEY ("organisation_id","valid_from")
);

-- CreateTable
CREATE TABLE "organisation_change" (
    "id" UUID NOT NULL,
    "kind" "change_kind" NOT NULL,
    "effective_on" DATE NOT NULL,
    "decided_on" DATE,
    "document_number" TEXT NOT NULL,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,

    CONSTRAINT "organisation_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change_part" (
    "change_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "change_part_pkey" PRIMARY KEY ("change_id","organisation_id")
);

-- CreateTable
CREATE TABLE "policy_document" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "number" TEXT,
    "issuer" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "url" TEXT,

    CONSTRAINT "policy_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term_rule" (
    "id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "article" TEXT NOT NULL,
    "status" "rule_status" NOT NULL,
    "kinds" "kind"[],
    "settings" "setting"[],
    "levels" "level"[],
    "years" INTEGER NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,

    CONSTRAINT "term_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "committee_term" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "elected_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "rule_id" UUID NOT NULL,
    "extended_to" DATE,
    "extension_document" TEXT,
    "closed_on" DATE,

    CONSTRAINT "committee_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "election_round" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "term_number" INTEGER NOT NULL,
    "planned_on" DATE,
    "held_on" DATE,
    "eligible" INTEGER,
    "present" INTEGER,
    "ballots" INTEGER,

    CONSTRAINT "election_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "election_seat" (
    "round_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "post" "post" NOT NULL,

    CONSTRAINT "election_seat_pkey" PRIMARY KEY ("round_id","member_id")
);

-- CreateTable
CREATE TABLE "advice_exception" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "document_number" TEXT NOT NULL,
    "approved_by_id" UUID NOT NULL,
    "approved_on" DATE NOT NULL,
    "valid_to" DATE,
    "reason" TEXT NOT NULL,

    CONSTRAINT "advice_exception_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "honour" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" "honour_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "level" "honour_level" NOT NULL,
    "issuer" TEXT NOT NULL,
    "batch" INTEGER,
    "granted_on" DATE NOT NULL,
    "revoked_on" DATE,
    "document_number" TEXT,

    CONSTRAINT "honour_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_assignment" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "leader_id" UUID NOT NULL,
    "level" "level" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "note" TEXT,

    CONSTRAINT "contact_assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rectification" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "listed_on" DATE NOT NULL,
    "leader_id" UUID,
    "due_on" DATE NOT NULL,
    "accepted_on" DATE,
    "result" TEXT,

    CONSTRAINT "rectification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rectification_measure" (
    "id" UUID NOT NULL,
    "rectification_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "done_on" DATE,

    CONSTRAINT "rectification_measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appraisal_round" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "held_on" DATE,

    CONSTRAINT "appraisal_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appraisal_result" (
    "round_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "secretary_id" UUID NOT NULL,
    "grade" "appraisal_grade" NOT NULL,
    "comments" TEXT,

    CONSTRAINT "appraisal_result_pkey" PRIMARY KEY ("round_id","organisation_id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "unit_kind" NOT NULL,
    "credit_code" TEXT,
    "covered_by_id" UUID,
    "covered_since" DATE,
    "instructor_id" UUID,
    "since" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_visit" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "visited_on" DATE NOT NULL,
    "half_days" INTEGER NOT NULL,
    "note" TEXT,

    CONSTRAINT "unit_visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reported_figure" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "value" DECIMAL(65,30),
    "precision" "precision" NOT NULL,
    "unit" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "reported_figure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mutation_key" (
    "account_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request" BYTEA NOT NULL,
    "answer" JSONB,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mutation_key_pkey" PRIMARY KEY ("account_id","key")
);

-- CreateIndex
CREATE INDEX "organisation_version_path_idx" ON "organisation_version"("path");

-- CreateIndex
CREATE INDEX "organisation_version_parent_id_path_idx" ON "organisation_version"("parent_id", "path");

-- CreateIndex
CREATE INDEX "organisation_version_level_path_idx" ON "organisation_version"("level", "path");

-- CreateIndex
CREATE INDEX "organisation_version_kind_path_idx" ON "organisation_version"("kind", "path");

-- CreateIndex
CREATE INDEX "organisation_kind_path_idx" ON "organisation"("kind", "path");

-- CreateIndex
CREATE INDEX "change_part_organisation_id_idx" ON "change_part"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "policy_document_title_effective_from_key" ON "policy_document"("title", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "committee_term_organisation_id_number_key" ON "committee_term"("organisation_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "election_round_organisation_id_term_number_key" ON "election_round"("organisation_id", "term_number");

-- CreateIndex
CREATE INDEX "advice_exception_organisation_id_idx" ON "advice_exception"("organisation_id");

-- CreateIndex
CREATE INDEX "honour_organisation_id_idx" ON "honour"("organisation_id");

-- CreateIndex
CREATE INDEX "contact_assignment_organisation_id_idx" ON "contact_assignment"("organisation_id");

-- CreateIndex
CREATE INDEX "rectification_organisation_id_idx" ON "rectification"("organisation_id");

-- CreateIndex
CREATE INDEX "rectification_measure_rectification_id_idx" ON "rectification_measure"("rectification_id");

-- CreateIndex
CREATE UNIQUE INDEX "appraisal_round_organisation_id_year_key" ON "appraisal_round"("organisation_id", "year");

-- CreateIndex
CREATE INDEX "appraisal_result_organisation_id_idx" ON "appraisal_result"("organisation_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_credit_code_key" ON "unit"("credit_code");

-- CreateIndex
CREATE INDEX "unit_organisation_id_idx" ON "unit"("organisation_id");

-- CreateIndex
CREATE INDEX "unit_visit_unit_id_visited_on_idx" ON "unit_visit"("unit_id", "visited_on");

-- CreateIndex
CREATE UNIQUE INDEX "reported_figure_organisation_id_measure_as_of_key" ON "reported_figure"("organisation_id", "measure", "as_of");

-- AddForeignKey
ALTER TABLE "organisation_version" ADD CONSTRAINT "organisation_version_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change_part" ADD CONSTRAINT "change_part_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "organisation_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "term_rule" ADD CONSTRAINT "term_rule_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "policy_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "committee_term" ADD CONSTRAINT "committee_term_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "term_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "election_seat" ADD CONSTRAINT "election_seat_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "election_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rectification_measure" ADD CONSTRAINT "rectification_measure_rectification_id_fkey" FOREIGN KEY ("rectification_id") REFERENCES "rectification"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appraisal_result" ADD CONSTRAINT "appraisal_result_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "appraisal_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_visit" ADD CONSTRAINT "unit_visit_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- How the tree stood on any day. -----------------------------------------------------------------------------------

ALTER TABLE "organisation_version" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "organisation_version" ADD CONSTRAINT "organisation_version_validity" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from");
ALTER TABLE "organisation_version" ADD CONSTRAINT "organisation_version_one_a_day" EXCLUDE USING gist ("organisation_id" WITH =, daterange("valid_from", "valid_to") WITH &&);

-- What stood elsewhere than it stands: lists of a day look through these, and they are few.
CREATE INDEX "organisation_version_closed" ON "organisation_version" ("path") WHERE "valid_to" IS NOT NULL;

INSERT INTO "organisation_version" ("organisation_id", "valid_from", "valid_to", "parent_id", "path", "name", "short_name", "kind", "level", "setting", "division_id")
  SELECT "id", "founded_on", "dissolved_on", "parent_id", "path", "name", "short_name", "kind", "level", "setting", "division_id" FROM "organisation";

CREATE FUNCTION "first_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO organisation.organisation_version (organisation_id, valid_from, valid_to, parent_id, path, name, short_name, kind, level, setting, division_id)
    SELECT id, founded_on, dissolved_on, parent_id, path, name, short_name, kind, level, setting, division_id FROM born;
  RETURN NULL;
END $$;
CREATE TRIGGER "first_version" AFTER INSERT ON "organisation" REFERENCING NEW TABLE AS born FOR EACH STATEMENT EXECUTE FUNCTION "first_version"();

-- A node lies below its parent, by its path too: a cycle cannot be written, by whatever way.
CREATE FUNCTION "lies_below_parent"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE above text;
BEGIN
  IF NEW.parent_id IS NULL THEN RETURN NULL; END IF;
  SELECT o.path INTO above FROM organisation.organisation o WHERE o.id = NEW.parent_id;
  IF (SELECT o.path FROM organisation.organisation o WHERE o.id = NEW.id) !~ ('^' || replace(above, '.', '\.') || '[a-z0-9]+\.$') THEN
    RAISE EXCEPTION 'organisation % does not lie below its parent', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_lies_below_parent';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "organisation_lies_below_parent" AFTER UPDATE OF "path", "parent_id" ON "organisation"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "lies_below_parent"();

-- What was decided stays as it was written.
CREATE FUNCTION "is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or removed', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "organisation_change_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "organisation_change" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();
CREATE TRIGGER "change_part_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "change_part" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();

-- Spans and figures that cannot be. --------------------------------------------------------------------------------

ALTER TABLE "office" ADD CONSTRAINT "office_one_secretary" EXCLUDE USING gist ("organisation_id" WITH =, daterange("since", "until") WITH &&) WHERE ("post" = 'SECRETARY');
ALTER TABLE "policy_document" ADD CONSTRAINT "policy_document_validity" CHECK ("effective_to" IS NULL OR "effective_to" > "effective_from");
ALTER TABLE "term_rule" ADD CONSTRAINT "term_rule_years" CHECK ("years" BETWEEN 1 AND 10);
ALTER TABLE "committee_term" ADD CONSTRAINT "committee_term_validity" CHECK ("ends_on" > "elected_on" AND ("extended_to" IS NULL OR "extended_to" > "ends_on"));
ALTER TABLE "committee_term" ADD CONSTRAINT "committee_term_extension_has_document" CHECK (("extended_to" IS NULL) = ("extension_document" IS NULL));
ALTER TABLE "election_round" ADD CONSTRAINT "election_round_counts" CHECK ("eligible" >= 0 AND "present" BETWEEN 0 AND "eligible" AND "ballots" BETWEEN 0 AND "present");
ALTER TABLE "honour" ADD CONSTRAINT "honour_validity" CHECK ("revoked_on" IS NULL OR "revoked_on" >= "granted_on");
ALTER TABLE "contact_assignment" ADD CONSTRAINT "contact_assignment_validity" CHECK ("until" IS NULL OR "until" > "since");
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_dates" CHECK ("due_on" >= "listed_on" AND ("accepted_on" IS NULL OR "accepted_on" >= "listed_on"));
ALTER TABLE "unit" ADD CONSTRAINT "unit_validity" CHECK ("until" IS NULL OR "until" > "since");
ALTER TABLE "unit" ADD CONSTRAINT "unit_coverage_whole" CHECK (("covered_by_id" IS NULL) = ("covered_since" IS NULL));
ALTER TABLE "unit_visit" ADD CONSTRAINT "unit_visit_half_days" CHECK ("half_days" BETWEEN 1 AND 62);
-- Unknown is not zero: a figure without a value says so, and one with a value is not unknown.
ALTER TABLE "reported_figure" ADD CONSTRAINT "reported_figure_unknown" CHECK (("value" IS NULL) = ("precision" = 'UNKNOWN'));

-- The terms of committees, by the documents that set them. ---------------------------------------------------------

INSERT INTO "policy_document" ("id", "title", "number", "issuer", "scope", "effective_from") VALUES
  ('019aaf00-0000-7000-8000-000000000001', '中国共产党支部工作条例（试行）', NULL, '中共中央', '全国', '2018-10-28'),
  ('019aaf00-0000-7000-8000-000000000002', '中共中央办公厅关于党的基层组织任期的意见', NULL, '中共中央办公厅', '全国', '2018-07-01'),
  ('019aaf00-0000-7000-8000-000000000003', '中国共产党章程', NULL, '中国共产党全国代表大会', '全国', '2017-10-24'),
  ('019aaf00-0000-7000-8000-000000000004', '中国共产党发展党员工作细则', NULL, '中共中央办公厅', '全国', '2014-05-28'),
  ('019aaf00-0000-7000-8000-000000000005', '中国共产党党员教育管理工作条例', NULL, '中共中央', '全国', '2019-05-06');

-- Branches: the regulation; committees and general branches: the opinion of 2018, 一. Before these documents terms are assumed, so that
-- older committees have an end at all.
INSERT INTO "term_rule" ("id", "document_id", "article", "status", "kinds", "settings", "levels", "years", "effective_from", "effective_to") VALUES
  ('019aaf00-0000-7000-8000-000000000101', '019aaf00-0000-7000-8000-000000000001', '第六章', 'NATIONAL', '{BRANCH,JOINT_BRANCH}', '{COMMUNITY,VILLAGE}', '{}', 5, '2018-10-28', NULL),
  ('019aaf00-0000-7000-8000-000000000102', '019aaf00-0000-7000-8000-000000000001', '第六章', 'NATIONAL', '{BRANCH,JOINT_BRANCH}', '{}', '{}', 3, '2018-10-28', NULL),
  ('019aaf00-0000-7000-8000-000000000103', '019aaf00-0000-7000-8000-000000000002', '一', 'NATIONAL', '{GENERAL_BRANCH}', '{COMMUNITY,VILLAGE}', '{}', 5, '2018-07-01', NULL),
  ('019aaf00-0000-7000-8000-000000000104', '019aaf00-0000-7000-8000-000000000002', '一', 'NATIONAL', '{GENERAL_BRANCH}', '{}', '{}', 3, '2018-07-01', NULL),
  ('019aaf00-0000-7000-8000-000000000105', '019aaf00-0000-7000-8000-000000000002', '一', 'NATIONAL', '{COMMITTEE,WORKING_COMMITTEE}', '{}', '{}', 5, '2018-07-01', NULL),
  ('019aaf00-0000-7000-8000-000000000106', '019aaf00-0000-7000-8000-000000000003', '第三十一条', 'ASSUMED', '{BRANCH,JOINT_BRANCH}', '{}', '{}', 3, '1992-10-18', '2018-10-28'),
  ('019aaf00-0000-7000-8000-000000000108', '019aaf00-0000-7000-8000-000000000003', '第三十一条', 'ASSUMED', '{GENERAL_BRANCH}', '{}', '{}', 3, '1992-10-18', '2018-07-01'),
  ('019aaf00-0000-7000-8000-000000000107', '019aaf00-0000-7000-8000-000000000003', '第三十一条', 'ASSUMED', '{COMMITTEE,WORKING_COMMITTEE}', '{}', '{}', 5, '1992-10-18', '2018-07-01');

-- The published contract: what other owners may read. --------------------------------------------------------------

-- Every organisation that ever was, with its place: where its books are read.
CREATE VIEW "organisation_api"."known_organisation" AS SELECT "id", "path", "name", "dissolved_on" FROM "organisation";
CREATE VIEW "organisation_api"."version" AS
  SELECT "organisation_id", "valid_from", "valid_to", "parent_id", "path", "name", "kind"::text, "level"::text FROM "organisation_version";
CREATE VIEW "organisation_api"."officer" AS SELECT "organisation_id", "member_id", "post"::text, "since", "until" FROM "office";
CREATE VIEW "organisation_api"."election_seat" AS
  SELECT r."id" AS "round_id", r."organisation_id", r."term_number", r."held_on", s."member_id", s."post"::text
  FROM "election_round" r JOIN "election_seat" s ON s."round_id" = r."id";

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "organisation" TO organisation_app;
REVOKE ALL ON "_prisma_migrations" FROM organisation_app;
REVOKE UPDATE, DELETE ON "organisation_change", "change_part" FROM organisation_app;
GRANT SELECT ON ALL TABLES IN SCHEMA "organisation_api" TO graph_reader;
