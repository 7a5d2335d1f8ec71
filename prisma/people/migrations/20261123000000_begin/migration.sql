-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "people";

-- CreateEnum
CREATE TYPE "sex" AS ENUM ('UNKNOWN', 'MALE', 'FEMALE', 'NOT_STATED');

-- CreateEnum
CREATE TYPE "stage" AS ENUM ('APPLICANT', 'ACTIVIST', 'DEVELOPMENT_TARGET', 'PROBATIONARY', 'FULL');

-- CreateEnum
CREATE TYPE "participation" AS ENUM ('DIRECT', 'IN_SERVICE', 'FLOATING_IN');

-- CreateEnum
CREATE TYPE "floating_direction" AS ENUM ('OUT', 'IN');

-- CreateEnum
CREATE TYPE "floating_mode" AS ENUM ('CARD', 'TRANSFER', 'PERIODIC_REVIEW', 'KITE');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('RECORDER', 'COORDINATOR', 'SECRETARY', 'AUDITOR', 'ADMIN');

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL,
    "name_initials" TEXT NOT NULL,
    "sex" "sex" NOT NULL,
    "ethnicity" TEXT NOT NULL,
    "birth_on" DATE NOT NULL,
    "education" TEXT NOT NULL,
    "stage" "stage" NOT NULL,
    "applied_on" DATE,
    "activist_on" DATE,
    "target_on" DATE,
    "joined_on" DATE,
    "full_on" DATE,
    "participation" "participation" NOT NULL,
    "branch_id" UUID,
    "branch_path" TEXT,
    "home_unit" TEXT,
    "national_id_sealed" BYTEA,
    "national_id_hash" BYTEA,
    "mobile_sealed" BYTEA,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "participation" "participation" NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "floating_record" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "direction" "floating_direction" NOT NULL,
    "mode" "floating_mode" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "destination" TEXT NOT NULL,
    "host_name" TEXT,
    "card_number" TEXT,
    "last_contact_on" DATE,
    "next_contact_due_on" DATE,

    CONSTRAINT "floating_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "party_affairs_worker" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "member_id" UUID,
    "name" TEXT NOT NULL,
    "hired_on" DATE NOT NULL,
    "left_on" DATE,

    CONSTRAINT "party_affairs_worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tally" (
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "stage" "stage" NOT NULL,
    "participation" "participation" NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "tally_pkey" PRIMARY KEY ("organisation_id","stage","participation")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "member_id" UUID,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_code_key" ON "member"("code");

-- CreateIndex
CREATE UNIQUE INDEX "member_national_id_hash_key" ON "member"("national_id_hash");

-- CreateIndex
CREATE INDEX "member_name_pinyin_id_idx" ON "member"("name_pinyin", "id");

-- CreateIndex
CREATE INDEX "member_branch_path_name_pinyin_id_idx" ON "member"("branch_path", "name_pinyin", "id");

-- CreateIndex
CREATE INDEX "membership_organisation_path_from_on_idx" ON "membership"("organisation_path", "from_on");

-- CreateIndex
CREATE INDEX "membership_member_id_idx" ON "membership"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "floating_record_card_number_key" ON "floating_record"("card_number");

-- CreateIndex
CREATE INDEX "floating_record_member_id_idx" ON "floating_record"("member_id");

-- CreateIndex
CREATE INDEX "party_affairs_worker_organisation_path_idx" ON "party_affairs_worker"("organisation_path");

-- CreateIndex
CREATE INDEX "tally_organisation_path_idx" ON "tally"("organisation_path");

-- CreateIndex
CREATE UNIQUE INDEX "account_subject_key" ON "account"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "account_member_id_key" ON "account"("member_id");

-- CreateIndex
CREATE INDEX "access_grant_account_id_idx" ON "access_grant"("account_id");

-- CreateIndex
CREATE INDEX "access_grant_organisation_id_role_idx" ON "access_grant"("organisation_id", "role");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "floating_record" ADD CONSTRAINT "floating_record_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

ALTER TABLE "member" ALTER COLUMN "branch_path" TYPE text COLLATE "C", ALTER COLUMN "name_pinyin" TYPE text COLLATE "C";
ALTER TABLE "membership" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "tally" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "access_grant" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "party_affairs_worker" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";

ALTER TABLE "member" ADD CONSTRAINT "member_name_length" CHECK (char_length("name") BETWEEN 1 AND 64);
ALTER TABLE "member" ADD CONSTRAINT "member_branch_whole" CHECK (("branch_id" IS NULL) = ("branch_path" IS NULL));
ALTER TABLE "membership" ADD CONSTRAINT "membership_validity" CHECK ("to_on" IS NULL OR "to_on" > "from_on");
-- Nobody belongs directly to two organisations on the same day.
ALTER TABLE "membership" ADD CONSTRAINT "membership_one_direct" EXCLUDE USING gist ("member_id" WITH =, daterange("from_on", "to_on") WITH &&) WHERE ("participation" = 'DIRECT');

-- The tally follows every change of `member`, one statement at a time: a load of a whole city is one update of its rows.
CREATE FUNCTION "tally_count"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO people.tally AS t (organisation_id, organisation_path, stage, participation, people)
      SELECT branch_id, min(branch_path), stage, participation, -count(*) FROM before
      WHERE branch_id IS NOT NULL GROUP BY branch_id, stage, participation ORDER BY branch_id, stage, participation
      ON CONFLICT (organisation_id, stage, participation) DO UPDATE SET people = t.people + excluded.people;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO people.tally AS t (organisation_id, organisation_path, stage, participation, people)
      SELECT branch_id, min(branch_path), stage, participation, count(*) FROM after
      WHERE branch_id IS NOT NULL GROUP BY branch_id, stage, participation ORDER BY branch_id, stage, participation
      ON CONFLICT (organisation_id, stage, participation) DO UPDATE SET people = t.people + excluded.people, organisation_path = excluded.organisation_path;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "tally_insert" AFTER INSERT ON "member" REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "tally_count"();
CREATE TRIGGER "tally_update" AFTER UPDATE ON "member" REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "tally_count"();
CREATE TRIGGER "tally_delete" AFTER DELETE ON "member" REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION "tally_count"();

-- The published contract: what other owners may read. No contact data, no numbers.
CREATE SCHEMA "people_api";
CREATE VIEW "people_api"."member" AS SELECT "id", "branch_id", "branch_path", "stage"::text, "participation"::text FROM "member";
CREATE VIEW "people_api"."tally" AS SELECT "organisation_id", "organisation_path", "stage"::text, "participation"::text, "people" FROM "tally";
-- Who may do what, now: one row a grant in force, or one row with nulls for an account without any.
CREATE VIEW "people_api"."viewer" AS
  SELECT a."subject", a."id" AS "account_id", a."name", a."member_id", m."branch_path" AS "home_path",
         g."role"::text, g."organisation_id", g."organisation_path"
  FROM "account" a
  LEFT JOIN "member" m ON m."id" = a."member_id"
  LEFT JOIN "access_grant" g ON g."account_id" = a."id" AND g."granted_at" <= now() AND g."withdrawn_at" IS NULL
  WHERE a."closed_at" IS NULL;

-- Who may do what: the subgraph's own role writes its own tables and reads the others' contracts, and nothing else.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'graph_reader') THEN CREATE ROLE graph_reader NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'people_app') THEN CREATE ROLE people_app LOGIN; END IF;
END $$;
GRANT graph_reader TO people_app;
ALTER ROLE people_app SET statement_timeout = '10s';
ALTER ROLE people_app SET lock_timeout = '2s';
ALTER ROLE people_app SET idle_in_transaction_session_timeout = '10s';
GRANT USAGE ON SCHEMA "people" TO people_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "people" TO people_app;
REVOKE ALL ON "_prisma_migrations" FROM people_app;
GRANT USAGE ON SCHEMA "people_api" TO graph_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA "people_api" TO graph_reader;
