-- CreateEnum
CREATE TYPE "lesson_mode" AS ENUM ('FACE_TO_FACE', 'REMOTE_SITE', 'ONLINE');

-- CreateEnum
CREATE TYPE "capture_kind" AS ENUM ('SCAN_IN', 'SCAN_OUT', 'MARK');

-- CreateEnum
CREATE TYPE "act_kind" AS ENUM ('SHEET_OPENED', 'SHEET_CLOSED', 'SHEET_APPROVED', 'SHEET_REOPENED', 'SHEET_DETAILS', 'CODE_RENEWED', 'EXPECTED_ADDED', 'EXPECTED_REMOVED', 'WALK_IN_DECIDED', 'LEAVE_REQUESTED', 'LEAVE_DECIDED', 'LEAVE_WITHDRAWN', 'MAKE_UP_DUE', 'MAKE_UP_COMPLETED', 'MAKE_UP_EXEMPTED', 'MAKE_UP_LIFTED', 'MAKE_UP_POSTPONED', 'CORRECTION_REQUESTED', 'CORRECTION_DECIDED', 'PERIOD_LOCKED', 'PAPER_ADDED', 'PAPER_LINE_READ', 'PAPER_APPLIED', 'SHEET_IMPORTED', 'TRAINING_SUBMITTED', 'TRAINING_ENDORSED', 'TRAINING_DECIDED', 'RULE_SET_ADDED', 'RULE_SET_ENDED', 'DESIGNATED');

-- CreateEnum
CREATE TYPE "leave_kind" AS ENUM ('SICK', 'PERSONAL', 'OFFICIAL', 'FAMILY', 'OTHER');

-- CreateEnum
CREATE TYPE "leave_state" AS ENUM ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "make_up_state" AS ENUM ('DUE', 'COMPLETED', 'EXEMPT', 'LIFTED');

-- CreateEnum
CREATE TYPE "make_up_form" AS ENUM ('SELF_STUDY', 'TAUGHT_AGAIN', 'ONLINE', 'HOME_DELIVERY');

-- CreateEnum
CREATE TYPE "external_training_form" AS ENUM ('OFF_JOB', 'LECTURE', 'ONLINE', 'PRACTICE', 'OTHER');

-- CreateEnum
CREATE TYPE "external_training_state" AS ENUM ('SUBMITTED', 'ENDORSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED');

-- CreateEnum
CREATE TYPE "correction_state" AS ENUM ('REQUESTED', 'APPROVED', 'REFUSED');

-- CreateEnum
CREATE TYPE "designation_kind" AS ENUM ('CADRE', 'EXEMPT');

-- CreateEnum
CREATE TYPE "sheet_import_kind" AS ENUM ('SIGN_IN_SHEET', 'EXTERNAL_TRAINING');

-- CreateEnum
CREATE TYPE "file_use" AS ENUM ('UPLOAD', 'ERRORS');

-- CreateEnum
CREATE TYPE "hour_bucket" AS ENUM ('INTENSIVE', 'COLLECTIVE', 'ONLINE', 'MAKE_UP', 'NONE');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "source" ADD VALUE 'IMPORT';
ALTER TYPE "source" ADD VALUE 'LEAVE';
ALTER TYPE "source" ADD VALUE 'EXTERNAL';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "role_in_year" ADD VALUE 'CADRE';
ALTER TYPE "role_in_year" ADD VALUE 'EXEMPT';

-- AlterTable
ALTER TABLE "rule_set" ADD COLUMN     "added_at" TIMESTAMPTZ(3),
ADD COLUMN     "adder_name" TEXT,
ADD COLUMN     "article" TEXT,
ADD COLUMN     "organisation_id" UUID,
ADD COLUMN     "organisation_path" TEXT;

-- AlterTable
ALTER TABLE "sheet" ADD COLUMN     "approved_at" TIMESTAMPTZ(3),
ADD COLUMN     "approved_by" TEXT,
ADD COLUMN     "category" "lesson_category",
ADD COLUMN     "closed_by" TEXT,
ADD COLUMN     "closed_by_id" UUID,
ADD COLUMN     "code_round" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "ends_at" TIMESTAMPTZ(0),
ADD COLUMN     "host" TEXT,
ADD COLUMN     "is_counted" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "mode" "lesson_mode",
ADD COLUMN     "opened_by" TEXT,
ADD COLUMN     "organisation_id" UUID,
ADD COLUMN     "periods" JSONB,
ADD COLUMN     "planned_hours" DECIMAL(4,1),
ADD COLUMN     "recorder" TEXT,
ADD COLUMN     "starts_at" TIMESTAMPTZ(0),
ADD COLUMN     "summary" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "entry" ADD COLUMN     "approved_by_id" UUID,
ADD COLUMN     "approver_name" TEXT,
ADD COLUMN     "arrived_at" TIMESTAMPTZ(3),
ADD COLUMN     "branch_id" UUID,
ADD COLUMN     "capture_id" UUID,
ADD COLUMN     "evidence" UUID[] DEFAULT '{}',
ADD COLUMN     "is_after_lock" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "leave_id" UUID,
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "line" SMALLINT,
ADD COLUMN     "make_up_id" UUID,
ADD COLUMN     "recorded_by" UUID,
ADD COLUMN     "recorder_name" TEXT,
ADD COLUMN     "training_id" UUID,
ALTER COLUMN "lesson_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "annual_hours" ADD COLUMN     "computed_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "sheet_place" (
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "branch_id" UUID,
    "is_expected" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "sheet_place_pkey" PRIMARY KEY ("lesson_id","member_id")
);

-- CreateTable
CREATE TABLE "capture" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" "capture_kind" NOT NULL,
    "state" "state",
    "arrived_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),
    "minutes" SMALLINT,
    "source" "source" NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,
    "device" BYTEA,
    "client_key" TEXT NOT NULL,
    "paper_id" UUID,
    "page" SMALLINT,
    "line" SMALLINT,
    "remark" TEXT,
    "evidence" UUID[],

    CONSTRAINT "capture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "act" (
    "id" UUID NOT NULL,
    "kind" "act_kind" NOT NULL,
    "subject_id" UUID,
    "lesson_id" UUID,
    "member_id" UUID,
    "organisation_id" UUID,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "evidence" UUID[],
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,

    CONSTRAINT "act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unsealed" (
    "id" UUID NOT NULL,

    CONSTRAINT "unsealed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seal" (
    "number" INTEGER NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL,
    "previous" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "ids" UUID[],
    "leaves" BYTEA NOT NULL,

    CONSTRAINT "seal_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "leave" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "branch_id" UUID,
    "kind" "leave_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" UUID[],
    "state" "leave_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_by" TEXT NOT NULL,
    "is_afterwards" BOOLEAN NOT NULL DEFAULT false,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decision_note" TEXT,

    CONSTRAINT "leave_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "make_up" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "branch_id" UUID,
    "leave_id" UUID,
    "state" "make_up_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "due_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "form" "make_up_form",
    "completed_on" DATE,
    "minutes" SMALLINT,
    "hours" DECIMAL(6,2),
    "entry_id" UUID,
    "evidence" UUID[],
    "note" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,
    "settled_by" TEXT,

    CONSTRAINT "make_up_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_training" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "branch_id" UUID,
    "position" TEXT,
    "capacity" TEXT,
    "organiser_name" TEXT NOT NULL,
    "kind" TEXT,
    "title" TEXT NOT NULL,
    "form" "external_training_form" NOT NULL,
    "category" "lesson_category" NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "hours" DECIMAL(6,1) NOT NULL,
    "place" TEXT,
    "grade" TEXT,
    "is_counted" BOOLEAN NOT NULL DEFAULT true,
    "remark" TEXT,
    "evidence" UUID[],
    "state" "external_training_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_by_id" UUID NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "endorsed_at" TIMESTAMPTZ(3),
    "endorsed_by_id" UUID,
    "endorsed_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decision_note" TEXT,

    CONSTRAINT "external_training_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "correction" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "state" "correction_state" NOT NULL,
    "asked" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" UUID[],
    "entry_id" UUID,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "requested_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decided_by" TEXT,
    "decision_note" TEXT,
    "result_id" UUID,

    CONSTRAINT "correction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "period_lock" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "year" SMALLINT NOT NULL,
    "month" SMALLINT,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,
    "locked_by_id" UUID NOT NULL,
    "locked_by" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "period_lock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "designation" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" "designation_kind" NOT NULL,
    "from_year" SMALLINT NOT NULL,
    "to_year" SMALLINT,
    "reason" TEXT NOT NULL,
    "document_number" TEXT,
    "evidence" UUID[],
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_by" TEXT NOT NULL,

    CONSTRAINT "designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_sheet" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "pages" SMALLINT NOT NULL,
    "evidence" UUID[],
    "expected" SMALLINT,
    "present" SMALLINT,
    "on_leave" SMALLINT,
    "absent" SMALLINT,
    "host" TEXT,
    "recorder" TEXT,
    "checked_on" DATE,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "applied_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "paper_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "paper_line" (
    "paper_id" UUID NOT NULL,
    "page" SMALLINT NOT NULL,
    "line" SMALLINT NOT NULL,
    "column" SMALLINT NOT NULL DEFAULT 1,
    "written_name" TEXT,
    "member_id" UUID,
    "is_illegible" BOOLEAN NOT NULL DEFAULT false,
    "has_signed" BOOLEAN NOT NULL DEFAULT true,
    "arrived_at" TIMESTAMPTZ(0),
    "left_at" TIMESTAMPTZ(0),
    "remark" TEXT,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "paper_line_pkey" PRIMARY KEY ("paper_id","page","line","column")
);

-- CreateTable
CREATE TABLE "evidence" (
    "id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content_sealed" BYTEA NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL,
    "stored_by_id" UUID NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "use" "file_use" NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "content_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sheet_import" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" "sheet_import_kind" NOT NULL,
    "lesson_id" UUID,
    "organisation_path" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_sha256" BYTEA NOT NULL,
    "rows_sealed" BYTEA NOT NULL,
    "counts" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "sheet_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hour_entry" (
    "entry_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "bucket" "hour_bucket" NOT NULL,
    "decision" TEXT NOT NULL,
    "minutes" SMALLINT NOT NULL,
    "creditable" SMALLINT NOT NULL,
    "raw" INTEGER NOT NULL,
    "rounded" INTEGER NOT NULL,
    "apart" INTEGER NOT NULL,
    "within_lesson" INTEGER NOT NULL,
    "capped" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,

    CONSTRAINT "hour_entry_pkey" PRIMARY KEY ("entry_id","year")
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
CREATE INDEX "sheet_place_member_id_idx" ON "sheet_place"("member_id");

-- CreateIndex
CREATE INDEX "capture_lesson_id_member_id_idx" ON "capture"("lesson_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "capture_recorded_by_client_key_key" ON "capture"("recorded_by", "client_key");

-- CreateIndex
CREATE INDEX "act_lesson_id_idx" ON "act"("lesson_id");

-- CreateIndex
CREATE INDEX "act_subject_id_idx" ON "act"("subject_id");

-- CreateIndex
CREATE INDEX "act_member_id_idx" ON "act"("member_id");

-- CreateIndex
CREATE INDEX "seal_sealed_at_idx" ON "seal"("sealed_at");

-- CreateIndex
CREATE INDEX "leave_lesson_id_idx" ON "leave"("lesson_id");

-- CreateIndex
CREATE INDEX "leave_member_id_idx" ON "leave"("member_id");

-- CreateIndex
CREATE INDEX "make_up_member_id_idx" ON "make_up"("member_id");

-- CreateIndex
CREATE INDEX "make_up_state_due_on_idx" ON "make_up"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "make_up_lesson_id_member_id_key" ON "make_up"("lesson_id", "member_id");

-- CreateIndex
CREATE INDEX "external_training_member_id_idx" ON "external_training"("member_id");

-- CreateIndex
CREATE INDEX "correction_lesson_id_idx" ON "correction"("lesson_id");

-- CreateIndex
CREATE INDEX "correction_state_requested_at_idx" ON "correction"("state", "requested_at");

-- CreateIndex
CREATE INDEX "period_lock_organisation_path_from_on_idx" ON "period_lock"("organisation_path", "from_on");

-- CreateIndex
CREATE INDEX "designation_member_id_idx" ON "designation"("member_id");

-- CreateIndex
CREATE INDEX "paper_sheet_lesson_id_idx" ON "paper_sheet"("lesson_id");

-- CreateIndex
CREATE INDEX "stored_file_account_id_idx" ON "stored_file"("account_id");

-- CreateIndex
CREATE INDEX "stored_file_expires_at_idx" ON "stored_file"("expires_at");

-- CreateIndex
CREATE INDEX "sheet_import_account_id_idx" ON "sheet_import"("account_id");

-- CreateIndex
CREATE INDEX "sheet_import_expires_at_idx" ON "sheet_import"("expires_at");

-- CreateIndex
CREATE INDEX "hour_entry_member_id_year_idx" ON "hour_entry"("member_id", "year");

-- CreateIndex
CREATE INDEX "sheet_organisation_path_held_on_idx" ON "sheet"("organisation_path", "held_on");

-- AddForeignKey
ALTER TABLE "paper_line" ADD CONSTRAINT "paper_line_paper_id_fkey" FOREIGN KEY ("paper_id") REFERENCES "paper_sheet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

-- Sheets that are there already get what their lessons say, and their lists.
UPDATE "sheet" s SET "organisation_id" = l."organiser_id", "starts_at" = l."starts_at", "ends_at" = l."ends_at", "category" = l."category"::"lesson_category",
  "mode" = l."mode"::"lesson_mode", "planned_hours" = l."planned_hours", "is_counted" = l."is_counted",
  "periods" = (SELECT jsonb_agg(jsonb_build_object('startsAt', to_char(p."starts_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'endsAt', to_char(p."ends_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) ORDER BY p."number") FROM "courses_api"."lesson_period" p WHERE p."lesson_id" = l."id")
FROM "courses_api"."lesson" l WHERE l."id" = s."lesson_id";
DELETE FROM "sheet" WHERE "periods" IS NULL;
ALTER TABLE "sheet" ALTER COLUMN "organisation_id" SET NOT NULL, ALTER COLUMN "starts_at" SET NOT NULL, ALTER COLUMN "ends_at" SET NOT NULL,
  ALTER COLUMN "category" SET NOT NULL, ALTER COLUMN "mode" SET NOT NULL, ALTER COLUMN "planned_hours" SET NOT NULL, ALTER COLUMN "periods" SET NOT NULL;
INSERT INTO "sheet_place" ("lesson_id", "member_id", "branch_id")
  SELECT e."lesson_id", e."member_id", m."branch_id" FROM "sheet" s JOIN "courses_api"."enrolment" e ON e."lesson_id" = s."lesson_id" AND e."state" = 'EXPECTED'
  LEFT JOIN "people_api"."member" m ON m."id" = e."member_id";

ALTER TABLE "rule_set" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "period_lock" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "evidence" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "sheet_import" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";

-- One person has one mark at one lesson: the end of one chain of entries, each of which is replaced at most once, by one about the same person and lesson.
CREATE UNIQUE INDEX "entry_one_chain" ON "entry" ("lesson_id", "member_id") WHERE "replaces_id" IS NULL AND NOT "is_make_up" AND "lesson_id" IS NOT NULL;
CREATE UNIQUE INDEX "entry_one_make_up" ON "entry" ("make_up_id") WHERE "make_up_id" IS NOT NULL AND "replaces_id" IS NULL;
CREATE FUNCTION "entry_replaces_its_like"() RETURNS trigger LANGUAGE plpgsql SET search_path = attendance, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM entry e WHERE e.id = NEW.replaces_id AND e.member_id = NEW.member_id AND e.lesson_id IS NOT DISTINCT FROM NEW.lesson_id
                   AND e.is_make_up = NEW.is_make_up) THEN
    RAISE EXCEPTION 'an entry replaces one about the same person and lesson' USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_replaces_its_like';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "entry_replaces_its_like" BEFORE INSERT ON "entry" FOR EACH ROW WHEN (NEW."replaces_id" IS NOT NULL) EXECUTE FUNCTION "entry_replaces_its_like"();
-- Absences are looked for by branch and day, for what became of them.
CREATE INDEX "entry_absence" ON "entry" ("branch_id", "held_on") WHERE "state" IN ('ABSENT', 'ON_LEAVE');
ALTER TABLE "entry" ADD CONSTRAINT "entry_about_something" CHECK ("lesson_id" IS NOT NULL OR "training_id" IS NOT NULL);
ALTER TABLE "entry" ADD CONSTRAINT "entry_minutes" CHECK ("minutes" >= 0);

-- One device, one person a lesson.
CREATE TABLE "door_device" (
  "lesson_id" uuid NOT NULL, "device" bytea NOT NULL, "member_id" uuid NOT NULL,
  PRIMARY KEY ("lesson_id", "device")
);

CREATE UNIQUE INDEX "leave_one_at_a_time" ON "leave" ("lesson_id", "member_id") WHERE "state" IN ('REQUESTED', 'APPROVED');
CREATE UNIQUE INDEX "correction_one_at_a_time" ON "correction" ("lesson_id", "member_id") WHERE "state" = 'REQUESTED';
-- Accounts that wait to be made; usually none.
CREATE INDEX "annual_hours_waiting" ON "annual_hours" ("year", "member_id") WHERE "computed_at" IS NULL;
CREATE UNIQUE INDEX "period_lock_once" ON "period_lock" ("organisation_id", "from_on", "to_on");
ALTER TABLE "period_lock" ADD CONSTRAINT "period_lock_days" CHECK ("to_on" > "from_on");
ALTER TABLE "designation" ADD CONSTRAINT "designation_years" CHECK ("to_year" IS NULL OR "to_year" >= "from_year");
ALTER TABLE "external_training" ADD CONSTRAINT "external_training_days" CHECK ("ends_on" >= "starts_on");
ALTER TABLE "seal" ALTER COLUMN "ids" SET STORAGE EXTERNAL, ALTER COLUMN "leaves" SET STORAGE EXTERNAL;
ALTER TABLE "seal" ADD CONSTRAINT "seal_leaves" CHECK (octet_length("leaves") = 32 * cardinality("ids"));

-- Acts, captures and seals are final like entries.
CREATE FUNCTION "is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'attendance.% is append-only: nothing in it is changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "act_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "act" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();
CREATE TRIGGER "capture_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "capture" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();
CREATE TRIGGER "seal_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "seal" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();

-- What is appended waits for its seal. Whoever appends waits for nobody.
CREATE FUNCTION "await_seal"() RETURNS trigger LANGUAGE plpgsql SET search_path = attendance, pg_temp AS $$
BEGIN
  INSERT INTO unsealed (id) SELECT id FROM appended;
  RETURN NULL;
END $$;
CREATE TRIGGER "entry_awaits_seal" AFTER INSERT ON "entry" REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION "await_seal"();
CREATE TRIGGER "act_awaits_seal" AFTER INSERT ON "act" REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION "await_seal"();
INSERT INTO "unsealed" ("id") SELECT "id" FROM "entry";

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "attendance" TO attendance_app;
REVOKE ALL ON "_prisma_migrations" FROM attendance_app;
REVOKE UPDATE, DELETE ON "entry", "act", "capture", "seal" FROM attendance_app;

CREATE OR REPLACE FUNCTION "attendance_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE sheet SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE annual_hours SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE rule_set SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE period_lock SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE evidence SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE sheet_import SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;
