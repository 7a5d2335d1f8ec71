-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "attendance";

-- CreateEnum
CREATE TYPE "rule_status" AS ENUM ('NATIONAL', 'LOCAL', 'ASSUMED');

-- CreateEnum
CREATE TYPE "sheet_state" AS ENUM ('OPEN', 'CLOSED', 'APPROVED', 'REOPENED');

-- CreateEnum
CREATE TYPE "state" AS ENUM ('PRESENT', 'LATE', 'LEFT_EARLY', 'ON_LEAVE', 'ABSENT', 'OBSERVER', 'ONLINE');

-- CreateEnum
CREATE TYPE "lesson_category" AS ENUM ('INTENSIVE', 'COLLECTIVE', 'PARTY_LECTURE', 'THEME_DAY', 'ONLINE', 'PRACTICE');

-- CreateEnum
CREATE TYPE "source" AS ENUM ('CODE', 'PAPER', 'RECORDER', 'ONLINE');

-- CreateEnum
CREATE TYPE "role_in_year" AS ENUM ('MEMBER', 'PROBATIONARY', 'SECRETARY', 'COMMITTEE_MEMBER', 'DEVELOPMENT_TARGET', 'ACTIVIST', 'IN_SERVICE');

-- CreateTable
CREATE TABLE "rule_set" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "jurisdiction" TEXT NOT NULL,
    "source_document" TEXT NOT NULL,
    "status" "rule_status" NOT NULL,
    "effective_from" DATE NOT NULL,
    "effective_to" DATE,
    "parameters" JSONB NOT NULL,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sheet" (
    "lesson_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "state" "sheet_state" NOT NULL,
    "held_on" DATE NOT NULL,
    "expected" INTEGER NOT NULL,
    "present" INTEGER NOT NULL,
    "on_leave" INTEGER NOT NULL,
    "absent" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sheet_pkey" PRIMARY KEY ("lesson_id")
);

-- CreateTable
CREATE TABLE "entry" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "state" "state" NOT NULL,
    "category" "lesson_category" NOT NULL,
    "minutes" SMALLINT NOT NULL,
    "planned_hours" DECIMAL(4,1) NOT NULL,
    "held_on" DATE NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "source" "source" NOT NULL,
    "is_make_up" BOOLEAN NOT NULL DEFAULT false,
    "replaces_id" UUID,
    "reason" TEXT,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annual_hours" (
    "member_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "role" "role_in_year" NOT NULL,
    "is_required" BOOLEAN NOT NULL,
    "required" DECIMAL(6,2) NOT NULL,
    "intensive" DECIMAL(6,2) NOT NULL,
    "collective" DECIMAL(6,2) NOT NULL,
    "online_raw" DECIMAL(6,2) NOT NULL,
    "online_counted" DECIMAL(6,2) NOT NULL,
    "make_up" DECIMAL(6,2) NOT NULL,
    "credited" DECIMAL(6,2) NOT NULL,
    "intensive_sessions" SMALLINT NOT NULL,
    "required_intensive_sessions" SMALLINT NOT NULL,
    "rule_set_id" UUID NOT NULL,

    CONSTRAINT "annual_hours_pkey" PRIMARY KEY ("member_id","year")
);

-- CreateIndex
CREATE UNIQUE INDEX "entry_replaces_id_key" ON "entry"("replaces_id");

-- CreateIndex
CREATE INDEX "entry_member_id_held_on_idx" ON "entry"("member_id", "held_on");

-- CreateIndex
CREATE INDEX "entry_lesson_id_idx" ON "entry"("lesson_id");

-- CreateIndex
CREATE INDEX "annual_hours_year_organisation_path_idx" ON "annual_hours"("year", "organisation_path");

-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "sheet" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "annual_hours" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";

ALTER TABLE "sheet" ADD CONSTRAINT "sheet_closed_adds_up" CHECK ("state" NOT IN ('CLOSED', 'APPROVED') OR "expected" = "present" + "on_leave" + "absent");
ALTER TABLE "rule_set" ADD CONSTRAINT "rule_set_validity" CHECK ("effective_to" IS NULL OR "effective_to" > "effective_from");

-- Facts are appended. Nobody changes or removes one, the owner included.
CREATE FUNCTION "entry_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'attendance.entry is append-only: record a correction that replaces the entry' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "entry_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "entry" FOR EACH STATEMENT EXECUTE FUNCTION "entry_is_final"();

-- The published contract: what other owners may read.
CREATE SCHEMA "attendance_api";
CREATE VIEW "attendance_api"."annual_hours" AS
  SELECT "member_id", "year", "organisation_id", "organisation_path", "is_required", "required", "credited" FROM "annual_hours";

-- Who may do what: the subgraph's own role writes its own tables and reads the others' contracts, and nothing else.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'graph_reader') THEN CREATE ROLE graph_reader NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'attendance_app') THEN CREATE ROLE attendance_app LOGIN; END IF;
END $$;
GRANT graph_reader TO attendance_app;
ALTER ROLE attendance_app SET statement_timeout = '10s';
ALTER ROLE attendance_app SET lock_timeout = '2s';
ALTER ROLE attendance_app SET idle_in_transaction_session_timeout = '10s';
GRANT USAGE ON SCHEMA "attendance" TO attendance_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "attendance" TO attendance_app;
REVOKE ALL ON "_prisma_migrations" FROM attendance_app;
GRANT USAGE ON SCHEMA "attendance_api" TO graph_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "attendance_api" TO graph_reader;
REVOKE UPDATE, DELETE ON "entry" FROM attendance_app;
