-- CreateEnum
CREATE TYPE "membership_state" AS ENUM ('NORMAL', 'SUSPENDED', 'STOPPED', 'LEFT');

-- CreateEnum
CREATE TYPE "transfer_state" AS ENUM ('STARTED', 'ACCEPTED', 'REFUSED', 'EXPIRED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "certificate_kind" AS ENUM ('DEVELOPMENT_COURSE', 'SOCIAL_WORKER', 'SKILL', 'OTHER');

-- CreateEnum
CREATE TYPE "file_use" AS ENUM ('UPLOAD', 'ERRORS', 'EXPORT');

-- CreateEnum
CREATE TYPE "import_kind" AS ENUM ('MEMBER_ROSTER', 'TRANSFER_REGISTER');

-- CreateEnum
CREATE TYPE "row_fate" AS ENUM ('CREATE', 'UPDATE', 'UNCHANGED', 'ERROR');

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "mobile_hash" BYTEA,
ADD COLUMN     "mobile_tail_hash" BYTEA,
ADD COLUMN     "probation_to" DATE,
ADD COLUMN     "remark" TEXT,
ADD COLUMN     "state" "membership_state" NOT NULL DEFAULT 'NORMAL',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "floating_record" ADD COLUMN     "expected_return_on" DATE,
ADD COLUMN     "no_transfer_reason" TEXT;

-- CreateTable
CREATE TABLE "stage_entry" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "stage" "stage" NOT NULL,
    "since" DATE NOT NULL,
    "document_number" TEXT,
    "exceptions" TEXT[],
    "exception_reasons" TEXT[],
    "extended_to" DATE,
    "reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recorded_by" UUID NOT NULL,
    "recorder_name" TEXT NOT NULL,

    CONSTRAINT "stage_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "member_name" TEXT NOT NULL,
    "state" "transfer_state" NOT NULL,
    "letter_number" TEXT NOT NULL,
    "from_id" UUID,
    "from_path" TEXT,
    "from_name" TEXT NOT NULL,
    "to_id" UUID,
    "to_path" TEXT,
    "to_name" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "valid_until" DATE NOT NULL,
    "dues_paid_to" DATE,
    "received_on" DATE,
    "receipt_on" DATE,
    "refused_reason" TEXT,
    "remark" TEXT,
    "started_by" UUID NOT NULL,
    "decided_by" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "certificate" (
    "id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "kind" "certificate_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT,
    "number" TEXT,
    "issuer" TEXT NOT NULL,
    "issued_on" DATE NOT NULL,
    "valid_until" DATE,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "name_part" (
    "part" TEXT NOT NULL,
    "name_pinyin" TEXT NOT NULL,
    "member_id" UUID NOT NULL,
    "branch_path" TEXT,

    CONSTRAINT "name_part_pkey" PRIMARY KEY ("part","name_pinyin","member_id")
);

-- CreateTable
CREATE TABLE "personal_data_read" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "fields" TEXT[],
    "purpose" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "personal_data_read_pkey" PRIMARY KEY ("id")
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
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_preview" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "kind" "import_kind" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "file_hash" BYTEA NOT NULL,
    "encoding" TEXT NOT NULL,
    "rows_read" INTEGER NOT NULL,
    "to_create" INTEGER NOT NULL,
    "to_update" INTEGER NOT NULL,
    "unchanged" INTEGER NOT NULL,
    "warnings" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "ignored_columns" TEXT[],
    "error_file_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committed_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "preview_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "fate" "row_fate" NOT NULL,
    "member_id" UUID,
    "member_version" INTEGER,
    "problems" JSONB NOT NULL,
    "body_sealed" BYTEA NOT NULL,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("preview_id","line")
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
CREATE INDEX "stage_entry_member_id_idx" ON "stage_entry"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_letter_number_key" ON "transfer"("letter_number");

-- CreateIndex
CREATE INDEX "transfer_member_id_started_on_idx" ON "transfer"("member_id", "started_on");

-- CreateIndex
CREATE INDEX "transfer_from_path_started_on_idx" ON "transfer"("from_path", "started_on");

-- CreateIndex
CREATE INDEX "transfer_to_path_started_on_idx" ON "transfer"("to_path", "started_on");

-- CreateIndex
CREATE INDEX "certificate_member_id_idx" ON "certificate"("member_id");

-- CreateIndex
CREATE INDEX "name_part_member_id_idx" ON "name_part"("member_id");

-- CreateIndex
CREATE INDEX "personal_data_read_member_id_occurred_at_idx" ON "personal_data_read"("member_id", "occurred_at");

-- CreateIndex
CREATE INDEX "personal_data_read_account_id_occurred_at_idx" ON "personal_data_read"("account_id", "occurred_at");

-- CreateIndex
CREATE INDEX "stored_file_expires_at_idx" ON "stored_file"("expires_at");

-- CreateIndex
CREATE INDEX "import_row_preview_id_fate_line_idx" ON "import_row"("preview_id", "fate", "line");

-- CreateIndex
CREATE INDEX "member_name_idx" ON "member"("name");

-- CreateIndex
CREATE INDEX "member_mobile_hash_idx" ON "member"("mobile_hash");

-- CreateIndex
CREATE INDEX "member_mobile_tail_hash_idx" ON "member"("mobile_tail_hash");

-- CreateIndex
CREATE INDEX "floating_record_next_contact_due_on_idx" ON "floating_record"("next_contact_due_on");

-- AddForeignKey
ALTER TABLE "stage_entry" ADD CONSTRAINT "stage_entry_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "import_preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- CreateIndex
CREATE INDEX "membership_organisation_id_from_on_idx" ON "membership"("organisation_id", "from_on");

-- What Prisma cannot say ------------------------------------------------------------------------------------------

-- A record's version rises with every change of it; sealing it under another key changes nothing of it.
CREATE FUNCTION "next_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER "member_next_version" BEFORE UPDATE ON "member" FOR EACH ROW
  WHEN (current_setting('people.is_resealing', true) IS DISTINCT FROM 'yes') EXECUTE FUNCTION "next_version"();

-- What a name is found by. -----------------------------------------------------------------------------------------

ALTER TABLE "member" ALTER COLUMN "name_initials" TYPE text COLLATE "C";
ALTER TABLE "name_part" ALTER COLUMN "part" TYPE text COLLATE "C", ALTER COLUMN "name_pinyin" TYPE text COLLATE "C", ALTER COLUMN "branch_path" TYPE text COLLATE "C";
ALTER TABLE "name_part" DROP CONSTRAINT "name_part_pkey";
-- The place is in the index: counting what a viewer may see of a find reads no table. So it is with beginnings of the pinyin.
ALTER TABLE "name_part" ADD CONSTRAINT "name_part_pkey" PRIMARY KEY ("part", "name_pinyin", "member_id") INCLUDE ("branch_path");
DROP INDEX "member_name_pinyin_id_idx";
CREATE INDEX "member_name_pinyin_id_idx" ON "member" ("name_pinyin", "id") INCLUDE ("branch_path");

-- Runs of one to three characters of the name, in small letters without spaces, and in capitals the beginnings of its initials from two
-- letters on: one letter is the beginning of the pinyin too.
CREATE FUNCTION "parts_of"("name" text, "initials" text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT substr(bare, at, length) COLLATE "C" FROM (SELECT replace(lower(name COLLATE "pg_c_utf8"), ' ', '') AS bare) AS n,
    generate_series(1, char_length(bare)) AS at, generate_series(1, 3) AS length WHERE at + length - 1 <= char_length(bare)
  UNION
  SELECT upper(substr(initials, 1, length)) COLLATE "C" FROM generate_series(2, least(char_length(initials), 8)) AS length
$$;

CREATE FUNCTION "name_part_keep"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE renamed uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO people.name_part (part, name_pinyin, member_id, branch_path)
      SELECT p.part, m.name_pinyin, m.id, m.branch_path FROM after m CROSS JOIN LATERAL people.parts_of(m.name, m.name_initials) AS p(part);
  ELSIF TG_OP = 'DELETE' THEN
    DELETE FROM people.name_part n USING before b WHERE n.member_id = b.id;
  ELSE
    -- Most changes are of something else: who has another name now is found first.
    renamed := ARRAY(SELECT a.id FROM after a JOIN before b ON b.id = a.id
      WHERE (a.name, a.name_pinyin, a.name_initials) IS DISTINCT FROM (b.name, b.name_pinyin, b.name_initials));
    IF cardinality(renamed) > 0 THEN
      DELETE FROM people.name_part n WHERE n.member_id = ANY(renamed);
      INSERT INTO people.name_part (part, name_pinyin, member_id, branch_path)
        SELECT p.part, a.name_pinyin, a.id, a.branch_path FROM after a CROSS JOIN LATERAL people.parts_of(a.name, a.name_initials) AS p(part)
        WHERE a.id = ANY(renamed);
    END IF;
    UPDATE people.name_part n SET branch_path = a.branch_path FROM after a JOIN before b ON b.id = a.id
      WHERE n.member_id = a.id AND a.branch_path IS DISTINCT FROM b.branch_path AND a.id <> ALL(renamed);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "name_part_insert" AFTER INSERT ON "member" REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "name_part_keep"();
CREATE TRIGGER "name_part_update" AFTER UPDATE ON "member" REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "name_part_keep"();
CREATE TRIGGER "name_part_delete" AFTER DELETE ON "member" REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION "name_part_keep"();
INSERT INTO "name_part" ("part", "name_pinyin", "member_id", "branch_path")
  SELECT p.part, m.name_pinyin, m.id, m.branch_path FROM "member" m CROSS JOIN LATERAL "parts_of"(m.name, m.name_initials) AS p(part) ORDER BY 1, 2, 3;

-- Spans and states that cannot be. ---------------------------------------------------------------------------------

ALTER TABLE "transfer" ALTER COLUMN "from_path" TYPE text COLLATE "C", ALTER COLUMN "to_path" TYPE text COLLATE "C";
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_ends" CHECK (("from_id" IS NULL) = ("from_path" IS NULL) AND ("to_id" IS NULL) = ("to_path" IS NULL) AND ("from_id" IS NOT NULL OR "to_id" IS NOT NULL));
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_letter_validity" CHECK ("valid_until" >= "started_on" AND "valid_until" - "started_on" <= 90);
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_decision" CHECK (("received_on" IS NOT NULL) = ("state" = 'ACCEPTED') AND ("refused_reason" IS NOT NULL) = ("state" = 'REFUSED'));
-- One letter at a time is under way for a person.
CREATE UNIQUE INDEX "transfer_one_under_way" ON "transfer" ("member_id") WHERE "state" = 'STARTED';
ALTER TABLE "floating_record" ADD CONSTRAINT "floating_record_validity" CHECK ("until" IS NULL OR "until" >= "since");
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_validity" CHECK ("valid_until" IS NULL OR "valid_until" >= "issued_on");
ALTER TABLE "import_preview" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
-- A file is applied once in a place.
CREATE UNIQUE INDEX "import_preview_committed_once" ON "import_preview" ("organisation_id", "kind", "file_hash") WHERE "committed_at" IS NOT NULL;

-- What was decided or read stays as it was written.
CREATE FUNCTION "is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of %.% are never changed or removed', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "stage_entry_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "stage_entry" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();
CREATE TRIGGER "personal_data_read_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "personal_data_read" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();

-- What the tree's owner may ask for when the tree changes: the copies of paths follow in the same transaction. -------

-- Everything at or below a path moves to another path.
CREATE FUNCTION "people_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = people, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE tally SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE member SET branch_path = new_path || substr(branch_path, behind) WHERE branch_path >= old_path AND branch_path < beyond;
  UPDATE membership SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE party_affairs_worker SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE access_grant SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE transfer SET from_path = new_path || substr(from_path, behind) WHERE from_path >= old_path AND from_path < beyond;
  UPDATE transfer SET to_path = new_path || substr(to_path, behind) WHERE to_path >= old_path AND to_path < beyond;
  UPDATE import_preview SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;

-- The people of one organisation (all, or those named) take part in another from a day on; letters under way follow. Gives their number.
CREATE FUNCTION "people_api"."move_people"(from_organisation uuid, to_organisation uuid, to_organisation_path text, on_day date, only_members uuid[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = people, pg_temp AS $$
DECLARE moved int;
BEGIN
  -- What began before the day ends on it and goes on in the other place; what would begin later begins there.
  WITH moving AS (
    SELECT s.id, s.member_id, s.participation, s.from_on, s.to_on FROM membership s
    WHERE s.organisation_id = from_organisation AND (s.to_on IS NULL OR s.to_on > on_day) AND (only_members IS NULL OR s.member_id = ANY(only_members))
  ), ended AS (
    UPDATE membership s SET to_on = on_day FROM moving m WHERE s.id = m.id AND m.from_on < on_day RETURNING m.member_id, m.participation, m.to_on
  ), later AS (
    UPDATE membership s SET organisation_id = to_organisation, organisation_path = to_organisation_path FROM moving m WHERE s.id = m.id AND m.from_on >= on_day
  )
  INSERT INTO membership (id, member_id, organisation_id, organisation_path, participation, from_on, to_on)
    SELECT gen_random_uuid(), e.member_id, to_organisation, to_organisation_path, e.participation, on_day, e.to_on FROM ended e;
  UPDATE member x SET branch_id = to_organisation, branch_path = to_organisation_path
    WHERE x.branch_id = from_organisation AND (only_members IS NULL OR x.id = ANY(only_members));
  GET DIAGNOSTICS moved = ROW_COUNT;
  UPDATE transfer t SET from_id = to_organisation, from_path = to_organisation_path
    WHERE t.state = 'STARTED' AND t.from_id = from_organisation AND (only_members IS NULL OR t.member_id = ANY(only_members));
  IF only_members IS NULL THEN
    UPDATE transfer t SET to_id = to_organisation, to_path = to_organisation_path WHERE t.state = 'STARTED' AND t.to_id = from_organisation;
    -- A letter whose two ends have become one has nothing left to do.
    UPDATE transfer t SET state = 'WITHDRAWN', decided_at = now() WHERE t.state = 'STARTED' AND t.from_id = to_organisation AND t.to_id = to_organisation;
    UPDATE party_affairs_worker SET organisation_id = to_organisation, organisation_path = to_organisation_path WHERE organisation_id = from_organisation AND left_on IS NULL;
  END IF;
  RETURN moved;
END $$;

-- Roles at an organisation that is no more end with it.
CREATE FUNCTION "people_api"."withdraw_grants"(at_organisation uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = people, pg_temp AS $$
  UPDATE access_grant SET withdrawn_at = now() WHERE organisation_id = at_organisation AND withdrawn_at IS NULL
$$;

REVOKE ALL ON FUNCTION "people_api"."renew_paths"(text, text), "people_api"."move_people"(uuid, uuid, text, date, uuid[]), "people_api"."withdraw_grants"(uuid) FROM PUBLIC;
GRANT USAGE ON SCHEMA "people_api" TO organisation_app;
GRANT EXECUTE ON FUNCTION "people_api"."renew_paths"(text, text), "people_api"."move_people"(uuid, uuid, text, date, uuid[]), "people_api"."withdraw_grants"(uuid) TO organisation_app;

-- The codes that people get who come without one: P0000001 and on.
CREATE SEQUENCE "member_number";
GRANT USAGE ON SEQUENCE "member_number" TO people_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "people" TO people_app;
REVOKE ALL ON "_prisma_migrations" FROM people_app;
REVOKE UPDATE, DELETE ON "stage_entry", "personal_data_read" FROM people_app;
