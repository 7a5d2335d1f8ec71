-- CreateEnum
CREATE TYPE "meeting_kind" AS ENUM ('ASSEMBLY', 'COMMITTEE', 'GROUP', 'ORGANISATION_LIFE', 'APPRAISAL');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "act_kind" ADD VALUE 'MEETING_RECORDED';
ALTER TYPE "act_kind" ADD VALUE 'MEETING_AMENDED';
ALTER TYPE "act_kind" ADD VALUE 'FINDING_SETTLED';

-- CreateTable
CREATE TABLE "branch_meeting" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "kind" "meeting_kind" NOT NULL,
    "group_name" TEXT,
    "number" SMALLINT,
    "title" TEXT,
    "planned_at" TIMESTAMPTZ(0),
    "held_at" TIMESTAMPTZ(0) NOT NULL,
    "held_on" DATE NOT NULL,
    "minutes" SMALLINT,
    "place" TEXT,
    "host" TEXT,
    "recorder" TEXT,
    "expected" SMALLINT,
    "present" SMALLINT,
    "on_leave" SMALLINT,
    "observers" TEXT,
    "topics" TEXT,
    "content" TEXT,
    "decisions" TEXT,
    "evidence" UUID[],
    "is_void" BOOLEAN NOT NULL DEFAULT false,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "branch_meeting_pkey" PRIMARY KEY ("id","version")
);

-- CreateTable
CREATE TABLE "finding_settlement" (
    "finding_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "lesson_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by_id" UUID NOT NULL,
    "settled_by" TEXT NOT NULL,

    CONSTRAINT "finding_settlement_pkey" PRIMARY KEY ("finding_id")
);

-- CreateIndex
CREATE INDEX "branch_meeting_organisation_path_held_on_idx" ON "branch_meeting"("organisation_path", "held_on");

-- CreateIndex
CREATE INDEX "branch_meeting_organisation_id_held_on_idx" ON "branch_meeting"("organisation_id", "held_on");

-- CreateIndex
CREATE INDEX "finding_settlement_lesson_id_idx" ON "finding_settlement"("lesson_id");


-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "branch_meeting" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "finding_settlement" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";

-- One version of a meeting's record stands at a time; the others say until when they stood.
CREATE UNIQUE INDEX "branch_meeting_one_stands" ON "branch_meeting" ("id") WHERE "replaced_at" IS NULL;
ALTER TABLE "branch_meeting" ADD CONSTRAINT "branch_meeting_counts" CHECK ("expected" >= 0 AND "present" >= 0 AND "on_leave" >= 0 AND "minutes" >= 0 AND "number" > 0);
ALTER TABLE "branch_meeting" ADD CONSTRAINT "branch_meeting_versions" CHECK ("replaced_at" IS NULL OR "replaced_at" >= "recorded_at");

-- A finding's id is made of its lesson's and its kind's; this finds the lesson again.
CREATE INDEX "sheet_of_finding" ON "sheet" (left(md5("lesson_id"::text), 28));
-- Which facts were written after a lock, and which replaced others: few, and looked for often.
CREATE INDEX "entry_after_lock" ON "entry" ("lesson_id") WHERE "is_after_lock";
-- Devices that came with several people.
CREATE INDEX "door_device_device" ON "door_device" ("device", "lesson_id");

GRANT SELECT, INSERT, UPDATE, DELETE ON "branch_meeting", "finding_settlement" TO attendance_app;

CREATE OR REPLACE FUNCTION "attendance_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE sheet SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE annual_hours SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE rule_set SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE period_lock SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE evidence SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE sheet_import SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE hours_tally SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE hours_reconciliation SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE export SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE access_log SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE branch_meeting SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE finding_settlement SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;
