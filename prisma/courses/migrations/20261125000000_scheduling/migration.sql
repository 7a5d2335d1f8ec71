-- CreateEnum
CREATE TYPE "school_position" AS ENUM ('HEADMASTER', 'DEPUTY_HEADMASTER', 'BOARD_MEMBER');

-- CreateEnum
CREATE TYPE "availability_kind" AS ENUM ('AVAILABLE', 'PREFERRED', 'AVOIDED');

-- CreateEnum
CREATE TYPE "course_kind" AS ENUM ('LECTURE', 'SEMINAR', 'DISCUSSION', 'SITE_TEACHING', 'PRACTICE', 'ONLINE_COURSE');

-- CreateEnum
CREATE TYPE "class_state" AS ENUM ('PLANNED', 'OPEN', 'CANCELLED');

-- CreateEnum
CREATE TYPE "enrolment_source" AS ENUM ('AUDIENCE', 'NAMED', 'SELF', 'CLASS');

-- CreateEnum
CREATE TYPE "holiday_policy" AS ENUM ('SKIP', 'MOVE', 'KEEP');

-- CreateEnum
CREATE TYPE "series_exception_kind" AS ENUM ('SKIPPED', 'MOVED', 'REMOVED');

-- CreateEnum
CREATE TYPE "resource_kind" AS ENUM ('VENUE', 'TEACHER');

-- CreateEnum
CREATE TYPE "lesson_change_kind" AS ENUM ('SCHEDULED', 'PUBLISHED', 'CHANGED', 'RESCHEDULED', 'CANCELLED', 'HELD');

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('PUBLISHED', 'RESCHEDULED', 'CANCELLED', 'TEACHER_CHANGED', 'PLACE_GIVEN', 'REMOVED');

-- CreateEnum
CREATE TYPE "feed_kind" AS ENUM ('MEMBER', 'TEACHER', 'VENUE', 'SCHOOL');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('WAITING', 'DELIVERED', 'FAILED');

-- CreateEnum
CREATE TYPE "plan_state" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'IMPOSSIBLE', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "file_use" AS ENUM ('UPLOAD', 'ERRORS');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('LESSON_PLAN', 'TEACHERS', 'VENUES');

-- AlterTable
ALTER TABLE "party_school" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "venue" ADD COLUMN     "address" TEXT,
ADD COLUMN     "is_in_use" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "teacher" ADD COLUMN     "is_active" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "lessons_per_month" SMALLINT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "training_class" ADD COLUMN     "audience" JSONB,
ADD COLUMN     "cancelled_reason" TEXT,
ADD COLUMN     "cohort" SMALLINT,
ADD COLUMN     "state" "class_state" NOT NULL DEFAULT 'OPEN',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "class_place" ADD COLUMN     "reason" TEXT,
ADD COLUMN     "recorded_at" TIMESTAMPTZ(3),
ADD COLUMN     "state" "enrolment_state" NOT NULL DEFAULT 'EXPECTED',
ADD COLUMN     "waiting_number" INTEGER;

-- AlterTable
ALTER TABLE "lesson" ADD COLUMN     "audience" JSONB,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "code" TEXT,
ADD COLUMN     "course_id" UUID,
ADD COLUMN     "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "is_counted" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "is_detached" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "is_open_to_enrol" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "occurs_at" TIMESTAMPTZ(0),
ADD COLUMN     "place" TEXT,
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "remark" TEXT,
ADD COLUMN     "series_id" UUID;

-- AlterTable
ALTER TABLE "enrolment" ADD COLUMN     "reason" TEXT,
ADD COLUMN     "recorded_at" TIMESTAMPTZ(3),
ADD COLUMN     "source" "enrolment_source" NOT NULL DEFAULT 'AUDIENCE',
ADD COLUMN     "waiting_number" INTEGER;

-- CreateTable
CREATE TABLE "school_officer" (
    "id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL,
    "position" "school_position" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "school_officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venue_opening" (
    "venue_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_minute" SMALLINT NOT NULL,
    "to_minute" SMALLINT NOT NULL,

    CONSTRAINT "venue_opening_pkey" PRIMARY KEY ("venue_id","weekday","from_minute")
);

-- CreateTable
CREATE TABLE "venue_closure" (
    "id" UUID NOT NULL,
    "venue_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "venue_closure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venue_sharing" (
    "venue_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "priority" SMALLINT NOT NULL,

    CONSTRAINT "venue_sharing_pkey" PRIMARY KEY ("venue_id","organisation_id")
);

-- CreateTable
CREATE TABLE "teacher_availability" (
    "teacher_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "from_minute" SMALLINT NOT NULL,
    "to_minute" SMALLINT NOT NULL,
    "kind" "availability_kind" NOT NULL,

    CONSTRAINT "teacher_availability_pkey" PRIMARY KEY ("teacher_id","weekday","from_minute","kind")
);

-- CreateTable
CREATE TABLE "teacher_absence" (
    "id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "reason" TEXT,

    CONSTRAINT "teacher_absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "course_kind" NOT NULL,
    "category" "category" NOT NULL,
    "topic" TEXT,
    "syllabus" TEXT,
    "hours" DECIMAL(4,1) NOT NULL,
    "is_offered" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course_material" (
    "course_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "course_material_pkey" PRIMARY KEY ("course_id","number")
);

-- CreateTable
CREATE TABLE "class_co_organiser" (
    "class_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "organisation_id" UUID,
    "name" TEXT NOT NULL,

    CONSTRAINT "class_co_organiser_pkey" PRIMARY KEY ("class_id","number")
);

-- CreateTable
CREATE TABLE "lesson_series" (
    "id" UUID NOT NULL,
    "organiser_id" UUID NOT NULL,
    "organiser_path" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "until" DATE NOT NULL,
    "holidays" "holiday_policy" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "split_from_id" UUID,

    CONSTRAINT "lesson_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series_exception" (
    "series_id" UUID NOT NULL,
    "occurs_at" TIMESTAMPTZ(0) NOT NULL,
    "kind" "series_exception_kind" NOT NULL,
    "moved_to" TIMESTAMPTZ(0),
    "reason" TEXT NOT NULL,

    CONSTRAINT "series_exception_pkey" PRIMARY KEY ("series_id","occurs_at")
);

-- CreateTable
CREATE TABLE "lesson_period" (
    "lesson_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "lesson_period_pkey" PRIMARY KEY ("lesson_id","number")
);

-- CreateTable
CREATE TABLE "lesson_site" (
    "lesson_id" UUID NOT NULL,
    "venue_id" UUID NOT NULL,

    CONSTRAINT "lesson_site_pkey" PRIMARY KEY ("lesson_id","venue_id")
);

-- CreateTable
CREATE TABLE "booking" (
    "lesson_id" UUID NOT NULL,
    "period" SMALLINT NOT NULL,
    "resource_id" UUID NOT NULL,
    "kind" "resource_kind" NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "is_firm" BOOLEAN NOT NULL,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("lesson_id","period","resource_id")
);

-- CreateTable
CREATE TABLE "lesson_co_organiser" (
    "lesson_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "organisation_id" UUID,
    "name" TEXT NOT NULL,

    CONSTRAINT "lesson_co_organiser_pkey" PRIMARY KEY ("lesson_id","number")
);

-- CreateTable
CREATE TABLE "lesson_change" (
    "lesson_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "lesson_change_kind" NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "reason" TEXT,
    "overridden" JSONB,
    "override_reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,

    CONSTRAINT "lesson_change_pkey" PRIMARY KEY ("lesson_id","version")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "lesson_version" INTEGER NOT NULL,
    "kind" "notice_kind" NOT NULL,
    "member_id" UUID,
    "teacher_id" UUID,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "lesson_id" UUID NOT NULL,
    "rating" SMALLINT NOT NULL,
    "comment" TEXT,
    "is_shown" BOOLEAN NOT NULL,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_given" (
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "feedback_given_pkey" PRIMARY KEY ("lesson_id","member_id")
);

-- CreateTable
CREATE TABLE "blocked_time" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "blocked_time_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "kind" "feed_kind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_fetched_at" TIMESTAMPTZ(3),
    "content_hash" BYTEA,
    "content_changed_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_subscription" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret_sealed" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,

    CONSTRAINT "webhook_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "lesson_id" UUID,
    "organisation_path" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "happened_at" TIMESTAMPTZ(3) NOT NULL,
    "spread_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "event_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "state" "delivery_state" NOT NULL,
    "attempts" SMALLINT NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "last_status" SMALLINT,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("event_id","subscription_id")
);

-- CreateTable
CREATE TABLE "timetable_plan" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "state" "plan_state" NOT NULL,
    "request" JSONB NOT NULL,
    "progress" JSONB NOT NULL,
    "outcome" JSONB,
    "account_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "timetable_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_placement" (
    "plan_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "demand" JSONB NOT NULL,
    "starts_at" TIMESTAMPTZ(0),
    "ends_at" TIMESTAMPTZ(0),
    "venue_id" UUID,
    "teacher_id" UUID,
    "reasons" TEXT[],
    "lesson_id" UUID,

    CONSTRAINT "plan_placement_pkey" PRIMARY KEY ("plan_id","number")
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
CREATE TABLE "lesson_import" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "kind" "import_kind" NOT NULL,
    "account_id" UUID NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "summary" JSONB NOT NULL,
    "understood" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_import_pkey" PRIMARY KEY ("id")
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
CREATE INDEX "school_officer_school_id_idx" ON "school_officer"("school_id");

-- CreateIndex
CREATE INDEX "venue_closure_venue_id_starts_at_idx" ON "venue_closure"("venue_id", "starts_at");

-- CreateIndex
CREATE INDEX "venue_sharing_organisation_id_idx" ON "venue_sharing"("organisation_id");

-- CreateIndex
CREATE INDEX "teacher_absence_teacher_id_starts_at_idx" ON "teacher_absence"("teacher_id", "starts_at");

-- CreateIndex
CREATE INDEX "course_organisation_path_idx" ON "course"("organisation_path");

-- CreateIndex
CREATE INDEX "lesson_series_organiser_path_idx" ON "lesson_series"("organiser_path");

-- CreateIndex
CREATE INDEX "lesson_period_starts_at_idx" ON "lesson_period"("starts_at");

-- CreateIndex
CREATE INDEX "lesson_site_venue_id_idx" ON "lesson_site"("venue_id");

-- CreateIndex
CREATE INDEX "booking_resource_id_starts_at_idx" ON "booking"("resource_id", "starts_at");

-- CreateIndex
CREATE INDEX "notice_member_id_created_at_idx" ON "notice"("member_id", "created_at");

-- CreateIndex
CREATE INDEX "notice_teacher_id_created_at_idx" ON "notice"("teacher_id", "created_at");

-- CreateIndex
CREATE INDEX "notice_lesson_id_idx" ON "notice"("lesson_id");

-- CreateIndex
CREATE INDEX "feedback_lesson_id_idx" ON "feedback"("lesson_id");

-- CreateIndex
CREATE INDEX "blocked_time_starts_at_idx" ON "blocked_time"("starts_at");

-- CreateIndex
CREATE INDEX "blocked_time_organisation_path_idx" ON "blocked_time"("organisation_path");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_secret_hash_key" ON "calendar_feed"("secret_hash");

-- CreateIndex
CREATE INDEX "calendar_feed_account_id_idx" ON "calendar_feed"("account_id");

-- CreateIndex
CREATE INDEX "calendar_feed_subject_id_idx" ON "calendar_feed"("subject_id");

-- CreateIndex
CREATE INDEX "webhook_subscription_organisation_path_idx" ON "webhook_subscription"("organisation_path");

-- CreateIndex
CREATE INDEX "outbox_event_lesson_id_idx" ON "outbox_event"("lesson_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_subscription_id_event_id_idx" ON "webhook_delivery"("subscription_id", "event_id");

-- CreateIndex
CREATE INDEX "timetable_plan_organisation_path_created_at_idx" ON "timetable_plan"("organisation_path", "created_at");

-- CreateIndex
CREATE INDEX "stored_file_account_id_idx" ON "stored_file"("account_id");

-- CreateIndex
CREATE INDEX "stored_file_expires_at_idx" ON "stored_file"("expires_at");

-- CreateIndex
CREATE INDEX "lesson_import_account_id_idx" ON "lesson_import"("account_id");

-- CreateIndex
CREATE INDEX "teacher_member_id_idx" ON "teacher"("member_id");

-- CreateIndex
CREATE INDEX "lesson_training_class_id_idx" ON "lesson"("training_class_id");

-- CreateIndex
CREATE INDEX "lesson_series_id_idx" ON "lesson"("series_id");

-- CreateIndex
CREATE INDEX "lesson_school_id_starts_at_idx" ON "lesson"("school_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_organiser_id_code_key" ON "lesson"("organiser_id", "code");

-- AddForeignKey
ALTER TABLE "school_officer" ADD CONSTRAINT "school_officer_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "party_school"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venue_opening" ADD CONSTRAINT "venue_opening_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venue_closure" ADD CONSTRAINT "venue_closure_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venue_sharing" ADD CONSTRAINT "venue_sharing_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teacher_availability" ADD CONSTRAINT "teacher_availability_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "teacher_absence" ADD CONSTRAINT "teacher_absence_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "course_material" ADD CONSTRAINT "course_material_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_co_organiser" ADD CONSTRAINT "class_co_organiser_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_class"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_exception" ADD CONSTRAINT "series_exception_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "lesson_series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "lesson_series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_period" ADD CONSTRAINT "lesson_period_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_site" ADD CONSTRAINT "lesson_site_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_site" ADD CONSTRAINT "lesson_site_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_co_organiser" ADD CONSTRAINT "lesson_co_organiser_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_change" ADD CONSTRAINT "lesson_change_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_given" ADD CONSTRAINT "feedback_given_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "outbox_event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_placement" ADD CONSTRAINT "plan_placement_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "timetable_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "course" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "lesson_series" ALTER COLUMN "organiser_path" TYPE text COLLATE "C";
ALTER TABLE "blocked_time" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "webhook_subscription" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "outbox_event" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "timetable_plan" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "lesson_import" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";

-- A period is at most a day, a lesson at most a week: what overlaps a time is found in a short range of an index.
ALTER TABLE "lesson_period" ADD CONSTRAINT "lesson_period_times" CHECK ("ends_at" > "starts_at" AND "ends_at" <= "starts_at" + interval '24 hours');
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_length" CHECK ("ends_at" <= "starts_at" + interval '7 days');
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_capacity" CHECK ("capacity" > 0);
ALTER TABLE "booking" ADD CONSTRAINT "booking_times" CHECK ("ends_at" > "starts_at" AND "ends_at" <= "starts_at" + interval '24 hours');
ALTER TABLE "lesson_period" ADD CONSTRAINT "lesson_period_no_overlap"
  EXCLUDE USING gist ("lesson_id" WITH =, tstzrange("starts_at", "ends_at", '[)') WITH &&);
-- The last line: of many who book one room or one teacher at once, exactly one stands. Half-open, so that back to back is no clash.
ALTER TABLE "booking" ADD CONSTRAINT "booking_no_clash"
  EXCLUDE USING gist ("resource_id" WITH =, tstzrange("starts_at", "ends_at", '[)') WITH &&) WHERE ("is_firm");

ALTER TABLE "venue_opening" ADD CONSTRAINT "venue_opening_times" CHECK ("weekday" BETWEEN 1 AND 7 AND "from_minute" >= 0 AND "to_minute" <= 1440 AND "from_minute" < "to_minute");
ALTER TABLE "teacher_availability" ADD CONSTRAINT "teacher_availability_times" CHECK ("weekday" BETWEEN 1 AND 7 AND "from_minute" >= 0 AND "to_minute" <= 1440 AND "from_minute" < "to_minute");
ALTER TABLE "venue_closure" ADD CONSTRAINT "venue_closure_times" CHECK ("ends_at" > "starts_at");
ALTER TABLE "teacher_absence" ADD CONSTRAINT "teacher_absence_times" CHECK ("ends_at" > "starts_at");
ALTER TABLE "blocked_time" ADD CONSTRAINT "blocked_time_times" CHECK ("ends_at" > "starts_at");
ALTER TABLE "venue_sharing" ADD CONSTRAINT "venue_sharing_priority" CHECK ("priority" BETWEEN 1 AND 9);
ALTER TABLE "school_officer" ADD CONSTRAINT "school_officer_times" CHECK ("until" > "since");
ALTER TABLE "feedback" ADD CONSTRAINT "feedback_rating" CHECK ("rating" BETWEEN 1 AND 5);
ALTER TABLE "notice" ADD CONSTRAINT "notice_addressee" CHECK (num_nonnulls("member_id", "teacher_id") = 1);
ALTER TABLE "course" ADD CONSTRAINT "course_hours_in_halves" CHECK ("hours" >= 0 AND "hours" * 2 = trunc("hours" * 2));

-- Who waits, and what is still to be sent: few rows of many.
CREATE INDEX "enrolment_waiting_idx" ON "enrolment"("lesson_id", "waiting_number", "member_id") WHERE "state" = 'WAITLISTED';
CREATE INDEX "class_place_waiting_idx" ON "class_place"("class_id", "waiting_number", "member_id") WHERE "state" = 'WAITLISTED';
CREATE INDEX "notice_unread_idx" ON "notice"("member_id", "created_at") WHERE "read_at" IS NULL;
CREATE INDEX "outbox_event_to_spread_idx" ON "outbox_event"("happened_at") WHERE "spread_at" IS NULL;
-- What was told long ago, and may be forgotten.
CREATE INDEX "notice_read_idx" ON "notice"("read_at") WHERE "read_at" IS NOT NULL;
CREATE INDEX "outbox_event_spread_idx" ON "outbox_event"("happened_at") WHERE "spread_at" IS NOT NULL;
CREATE INDEX "webhook_delivery_due_idx" ON "webhook_delivery"("next_at") WHERE "state" = 'WAITING';

-- Lessons that stood before this had one period each, and held their room and their teachers.
INSERT INTO "lesson_period" ("lesson_id", "number", "starts_at", "ends_at") SELECT "id", 1, "starts_at", "ends_at" FROM "lesson";
INSERT INTO "booking" ("lesson_id", "period", "resource_id", "kind", "starts_at", "ends_at", "is_firm")
  SELECT "id", 1, "venue_id", 'VENUE'::resource_kind, "starts_at", "ends_at", "status" IN ('PUBLISHED', 'HELD') FROM "lesson" WHERE "venue_id" IS NOT NULL AND "status" <> 'CANCELLED'
  UNION ALL
  SELECT l."id", 1, t."teacher_id", 'TEACHER', l."starts_at", l."ends_at", l."status" IN ('PUBLISHED', 'HELD')
  FROM "lesson" l JOIN "lesson_teacher" t ON t."lesson_id" = l."id" WHERE l."status" <> 'CANCELLED';

-- What is done is done: no role of the application changes or removes the history of a lesson.
CREATE OR REPLACE FUNCTION "courses_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = courses, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE party_school SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE venue SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE teacher SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE course SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE training_class SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE lesson SET organiser_path = new_path || substr(organiser_path, behind) WHERE organiser_path >= old_path AND organiser_path < beyond;
  UPDATE lesson_series SET organiser_path = new_path || substr(organiser_path, behind) WHERE organiser_path >= old_path AND organiser_path < beyond;
  UPDATE blocked_time SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE webhook_subscription SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE outbox_event SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE timetable_plan SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE lesson_import SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "courses" TO courses_app;
REVOKE ALL ON "_prisma_migrations" FROM courses_app;
REVOKE UPDATE, DELETE ON "lesson_change" FROM courses_app;

CREATE VIEW "courses_api"."course" AS SELECT "id", "organisation_path" FROM "course";
GRANT SELECT ON "courses_api"."course" TO graph_reader;

-- The queue of jobs (plans, deliveries) keeps its own tables, here and nowhere else; it makes them itself.
CREATE SCHEMA IF NOT EXISTS "courses_jobs" AUTHORIZATION courses_app;
-- Its first table is made here: where it is missing, the queue would make the schema as well, which its role may not.
CREATE TABLE "courses_jobs"."migrations" ("id" int PRIMARY KEY, "ts" timestamptz NOT NULL DEFAULT now(), "breaking" boolean NOT NULL DEFAULT false);
ALTER TABLE "courses_jobs"."migrations" OWNER TO courses_app;
