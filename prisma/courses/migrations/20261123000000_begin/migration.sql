-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "courses";

-- CreateEnum
CREATE TYPE "school_level" AS ENUM ('CITY', 'DISTRICT', 'STREET', 'COMMUNITY');

-- CreateEnum
CREATE TYPE "venue_kind" AS ENUM ('CLASSROOM', 'REMOTE_EDUCATION_ROOM', 'READING_ROOM', 'ACTIVITY_ROOM', 'OUTDOOR');

-- CreateEnum
CREATE TYPE "teacher_category" AS ENUM ('RETIRED_CADRE', 'SENIOR_TEACHER', 'VETERAN_MEMBER', 'PARTY_SCHOOL_LECTURER', 'LECTURER_GROUP', 'LEADER');

-- CreateEnum
CREATE TYPE "category" AS ENUM ('INTENSIVE', 'COLLECTIVE', 'PARTY_LECTURE', 'THEME_DAY', 'ONLINE', 'PRACTICE');

-- CreateEnum
CREATE TYPE "mode" AS ENUM ('FACE_TO_FACE', 'REMOTE_SITE', 'ONLINE');

-- CreateEnum
CREATE TYPE "lesson_status" AS ENUM ('DRAFT', 'PUBLISHED', 'HELD', 'CANCELLED');

-- CreateEnum
CREATE TYPE "enrolment_state" AS ENUM ('EXPECTED', 'WAITLISTED', 'WITHDRAWN');

-- CreateTable
CREATE TABLE "party_school" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" "school_level" NOT NULL,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "demonstration_batch" INTEGER,
    "established_on" DATE NOT NULL,

    CONSTRAINT "party_school_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venue" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "venue_kind" NOT NULL,
    "capacity" INTEGER NOT NULL,
    "equipment" TEXT[],

    CONSTRAINT "venue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "teacher" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL,
    "category" "teacher_category" NOT NULL,
    "unit" TEXT NOT NULL,
    "title" TEXT,
    "subjects" TEXT[],

    CONSTRAINT "teacher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_class" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "level" "school_level" NOT NULL,
    "year" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "planned_places" INTEGER NOT NULL,
    "hours" DECIMAL(6,1) NOT NULL,

    CONSTRAINT "training_class_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "class_place" (
    "class_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "class_place_pkey" PRIMARY KEY ("class_id","member_id")
);

-- CreateTable
CREATE TABLE "lesson" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "category" "category" NOT NULL,
    "mode" "mode" NOT NULL,
    "status" "lesson_status" NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "ends_at" TIMESTAMPTZ(0) NOT NULL,
    "planned_hours" DECIMAL(4,1) NOT NULL,
    "capacity" INTEGER,
    "school_id" UUID,
    "venue_id" UUID,
    "training_class_id" UUID,
    "organiser_id" UUID NOT NULL,
    "organiser_path" TEXT NOT NULL,
    "cancelled_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_teacher" (
    "lesson_id" UUID NOT NULL,
    "teacher_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "lesson_teacher_pkey" PRIMARY KEY ("lesson_id","teacher_id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "lesson_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(0) NOT NULL,
    "state" "enrolment_state" NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("lesson_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "party_school_organisation_id_key" ON "party_school"("organisation_id");

-- CreateIndex
CREATE INDEX "party_school_organisation_path_idx" ON "party_school"("organisation_path");

-- CreateIndex
CREATE INDEX "venue_organisation_path_idx" ON "venue"("organisation_path");

-- CreateIndex
CREATE INDEX "teacher_organisation_path_idx" ON "teacher"("organisation_path");

-- CreateIndex
CREATE INDEX "training_class_organisation_path_starts_on_idx" ON "training_class"("organisation_path", "starts_on");

-- CreateIndex
CREATE INDEX "class_place_member_id_idx" ON "class_place"("member_id");

-- CreateIndex
CREATE INDEX "lesson_starts_at_id_idx" ON "lesson"("starts_at", "id");

-- CreateIndex
CREATE INDEX "lesson_organiser_path_starts_at_idx" ON "lesson"("organiser_path", "starts_at");

-- CreateIndex
CREATE INDEX "lesson_venue_id_starts_at_idx" ON "lesson"("venue_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "lesson_id_starts_at_key" ON "lesson"("id", "starts_at");

-- CreateIndex
CREATE INDEX "lesson_teacher_teacher_id_idx" ON "lesson_teacher"("teacher_id");

-- CreateIndex
CREATE INDEX "enrolment_member_id_starts_at_idx" ON "enrolment"("member_id", "starts_at");

-- AddForeignKey
ALTER TABLE "class_place" ADD CONSTRAINT "class_place_class_id_fkey" FOREIGN KEY ("class_id") REFERENCES "training_class"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_school_id_fkey" FOREIGN KEY ("school_id") REFERENCES "party_school"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_training_class_id_fkey" FOREIGN KEY ("training_class_id") REFERENCES "training_class"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_teacher" ADD CONSTRAINT "lesson_teacher_lesson_id_fkey" FOREIGN KEY ("lesson_id") REFERENCES "lesson"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_teacher" ADD CONSTRAINT "lesson_teacher_teacher_id_fkey" FOREIGN KEY ("teacher_id") REFERENCES "teacher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_lesson_id_starts_at_fkey" FOREIGN KEY ("lesson_id", "starts_at") REFERENCES "lesson"("id", "starts_at") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "party_school" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "venue" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "teacher" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "training_class" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "lesson" ALTER COLUMN "organiser_path" TYPE text COLLATE "C";

ALTER TABLE "lesson" ADD CONSTRAINT "lesson_times" CHECK ("ends_at" > "starts_at");
ALTER TABLE "lesson" ADD CONSTRAINT "lesson_hours_in_halves" CHECK ("planned_hours" >= 0 AND "planned_hours" * 2 = trunc("planned_hours" * 2));
ALTER TABLE "venue" ADD CONSTRAINT "venue_capacity" CHECK ("capacity" > 0);

-- The published contract: what other owners may read.
CREATE SCHEMA "courses_api";
CREATE VIEW "courses_api"."lesson" AS
  SELECT "id", "organiser_id", "organiser_path", "category"::text, "status"::text, "starts_at", "ends_at", "planned_hours" FROM "lesson";
CREATE VIEW "courses_api"."enrolment" AS SELECT "lesson_id", "member_id", "starts_at", "state"::text FROM "enrolment";
CREATE VIEW "courses_api"."school" AS SELECT "id", "organisation_id", "organisation_path", "is_demonstration" FROM "party_school";
CREATE VIEW "courses_api"."venue" AS SELECT "id", "organisation_path" FROM "venue";
CREATE VIEW "courses_api"."teacher" AS SELECT "id", "organisation_path" FROM "teacher";
CREATE VIEW "courses_api"."training_class" AS SELECT "id", "organisation_path" FROM "training_class";

-- Who may do what: the subgraph's own role writes its own tables and reads the others' contracts, and nothing else.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'graph_reader') THEN CREATE ROLE graph_reader NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'courses_app') THEN CREATE ROLE courses_app LOGIN; END IF;
END $$;
GRANT graph_reader TO courses_app;
ALTER ROLE courses_app SET statement_timeout = '10s';
ALTER ROLE courses_app SET lock_timeout = '2s';
ALTER ROLE courses_app SET idle_in_transaction_session_timeout = '10s';
GRANT USAGE ON SCHEMA "courses" TO courses_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "courses" TO courses_app;
REVOKE ALL ON "_prisma_migrations" FROM courses_app;
GRANT USAGE ON SCHEMA "courses_api" TO graph_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "courses_api" TO graph_reader;
