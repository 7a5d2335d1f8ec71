-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "organisation";

-- CreateEnum
CREATE TYPE "level" AS ENUM ('CITY', 'DISTRICT', 'STREET', 'COMMUNITY', 'BRANCH');

-- CreateEnum
CREATE TYPE "kind" AS ENUM ('COMMITTEE', 'WORKING_COMMITTEE', 'GENERAL_BRANCH', 'BRANCH', 'JOINT_BRANCH', 'TEMPORARY_BRANCH', 'PARTY_GROUP');

-- CreateEnum
CREATE TYPE "setting" AS ENUM ('COMMUNITY', 'VILLAGE', 'ORGAN', 'INSTITUTION', 'ENTERPRISE', 'SOCIAL_ORGANISATION');

-- CreateEnum
CREATE TYPE "post" AS ENUM ('SECRETARY', 'DEPUTY_SECRETARY', 'ORGANISATION_COMMISSIONER', 'PUBLICITY_COMMISSIONER', 'DISCIPLINE_COMMISSIONER', 'COMMITTEE_MEMBER');

-- CreateTable
CREATE TABLE "division" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" "level" NOT NULL,
    "parent_id" UUID,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "division_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "kind" "kind" NOT NULL,
    "level" "level" NOT NULL,
    "setting" "setting" NOT NULL,
    "division_id" UUID,
    "founded_on" DATE NOT NULL,
    "dissolved_on" DATE,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "post" "post" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "is_part_time" BOOLEAN NOT NULL DEFAULT false,
    "source_unit" TEXT,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "community_director" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "community_director_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "division_code_key" ON "division"("code");

-- CreateIndex
CREATE INDEX "division_parent_id_idx" ON "division"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_path_key" ON "organisation"("path");

-- CreateIndex
CREATE INDEX "organisation_parent_id_path_idx" ON "organisation"("parent_id", "path");

-- CreateIndex
CREATE INDEX "organisation_level_path_idx" ON "organisation"("level", "path");

-- CreateIndex
CREATE INDEX "office_organisation_id_idx" ON "office"("organisation_id");

-- CreateIndex
CREATE INDEX "office_member_id_idx" ON "office"("member_id");

-- CreateIndex
CREATE INDEX "community_director_organisation_id_idx" ON "community_director"("organisation_id");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office" ADD CONSTRAINT "office_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "organisation" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_path_form" CHECK ("path" ~ '^([a-z0-9]+\.)+$');
-- A node below another begins with its path.
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_root_has_one_segment" CHECK (("parent_id" IS NULL) = ("path" ~ '^[a-z0-9]+\.$'));
ALTER TABLE "division" ADD CONSTRAINT "division_validity" CHECK ("valid_to" IS NULL OR "valid_to" > "valid_from");
ALTER TABLE "office" ADD CONSTRAINT "office_validity" CHECK ("until" IS NULL OR "until" > "since");

-- The published contract: what other owners may read.
CREATE SCHEMA "organisation_api";
CREATE VIEW "organisation_api"."organisation" AS
  SELECT "id", "parent_id", "path", "kind"::text, "level"::text, "name", "short_name" FROM "organisation" WHERE "dissolved_on" IS NULL;

-- Who may do what: the subgraph's own role writes its own tables and reads the others' contracts, and nothing else.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'graph_reader') THEN CREATE ROLE graph_reader NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'organisation_app') THEN CREATE ROLE organisation_app LOGIN; END IF;
END $$;
GRANT graph_reader TO organisation_app;
ALTER ROLE organisation_app SET statement_timeout = '10s';
ALTER ROLE organisation_app SET lock_timeout = '2s';
ALTER ROLE organisation_app SET idle_in_transaction_session_timeout = '10s';
GRANT USAGE ON SCHEMA "organisation" TO organisation_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "organisation" TO organisation_app;
REVOKE ALL ON "_prisma_migrations" FROM organisation_app;
GRANT USAGE ON SCHEMA "organisation_api" TO graph_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "organisation_api" TO graph_reader;
