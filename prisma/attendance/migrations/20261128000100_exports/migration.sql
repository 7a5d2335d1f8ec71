-- CreateEnum
CREATE TYPE "export_format" AS ENUM ('XLSX', 'CSV', 'PDF');

-- CreateEnum
CREATE TYPE "export_state" AS ENUM ('WAITING', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED');

-- CreateTable
CREATE TABLE "export" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "account_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "format" "export_format" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "purpose" TEXT NOT NULL,
    "state" "export_state" NOT NULL,
    "run" UUID,
    "rows_done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL,
    "digest" BYTEA,
    "watermark" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "file_name" TEXT,
    "bytes" INTEGER,
    "sha256" BYTEA,
    "failure" TEXT,

    CONSTRAINT "export_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_spool" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "position" TEXT NOT NULL,
    "content_sealed" BYTEA NOT NULL,

    CONSTRAINT "export_spool_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateTable
CREATE TABLE "export_file" (
    "export_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content_sealed" BYTEA NOT NULL,

    CONSTRAINT "export_file_pkey" PRIMARY KEY ("export_id","number")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "account_id" UUID NOT NULL,
    "account_name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "purpose" TEXT,
    "operation" TEXT NOT NULL,
    "parameters" JSONB,
    "organisation_id" UUID,
    "organisation_path" TEXT,
    "subjects" TEXT[],
    "row_count" INTEGER,
    "sensitive_fields" TEXT[],
    "export_id" UUID,
    "watermark" TEXT,
    "client" TEXT,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "export_watermark_key" ON "export"("watermark");

-- CreateIndex
CREATE INDEX "export_account_id_requested_at_idx" ON "export"("account_id", "requested_at");

-- CreateIndex
CREATE INDEX "export_expires_at_idx" ON "export"("expires_at");

-- CreateIndex
CREATE INDEX "access_log_at_id_idx" ON "access_log"("at", "id");

-- CreateIndex
CREATE INDEX "access_log_organisation_path_at_idx" ON "access_log"("organisation_path", "at");

-- AddForeignKey
ALTER TABLE "export_spool" ADD CONSTRAINT "export_spool_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export_file" ADD CONSTRAINT "export_file_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "export" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "access_log" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "export" ADD CONSTRAINT "export_watermark" CHECK ("watermark" ~ '^WM-[0-9A-HJKMNP-TV-Z]{8}$');
ALTER TABLE "export" ADD CONSTRAINT "export_ready" CHECK ("state" <> 'READY' OR ("digest" IS NOT NULL AND "sha256" IS NOT NULL AND "bytes" IS NOT NULL AND "file_name" IS NOT NULL AND "expires_at" IS NOT NULL));
-- Sealed bytes are random to a compressor.
ALTER TABLE "export_spool" ALTER COLUMN "content_sealed" SET STORAGE EXTERNAL;
ALTER TABLE "export_file" ALTER COLUMN "content_sealed" SET STORAGE EXTERNAL;
-- How many one account has under way.
CREATE INDEX "export_under_way" ON "export" ("account_id") WHERE "state" IN ('WAITING', 'RUNNING');

-- 查询与导出日志 is final. Only where its organisations stand in the tree follows the tree.
CREATE FUNCTION "only_moves"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'organisation_path' IS DISTINCT FROM to_jsonb(OLD) - 'organisation_path' THEN
    RAISE EXCEPTION 'attendance.% is append-only: nothing in it is changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "access_log_only_moves" BEFORE UPDATE ON "access_log" FOR EACH ROW EXECUTE FUNCTION "only_moves"();
CREATE TRIGGER "access_log_is_final" BEFORE DELETE OR TRUNCATE ON "access_log" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();

GRANT SELECT, INSERT, UPDATE, DELETE ON "export", "export_spool", "export_file" TO attendance_app;
GRANT SELECT, INSERT ON "access_log" TO attendance_app;

-- For the other owners: note who read what in full, and why. The name is read here, so that nobody notes somebody else's; parts that are unknown stay null.
CREATE FUNCTION "attendance_api"."note_access"("noted_at" timestamptz, "account" uuid, "as_role" text, "why" text, "what" text, "organisation" uuid, "about" text[], "how_many" int, "fields" text[], "program" text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
  INSERT INTO access_log (id, at, account_id, account_name, role, purpose, operation, organisation_id, organisation_path, subjects, row_count, sensitive_fields, client)
  SELECT uuidv7(), noted_at, account, (SELECT v.name FROM people_api.viewer v WHERE v.account_id = account LIMIT 1), as_role, why, what, organisation,
    (SELECT o.path FROM organisation_api.organisation o WHERE o.id = organisation), coalesce(about, '{}'), how_many, coalesce(fields, '{}'), program
$$;
REVOKE ALL ON FUNCTION "attendance_api"."note_access"(timestamptz, uuid, text, text, text, uuid, text[], int, text[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "attendance_api"."note_access"(timestamptz, uuid, text, text, text, uuid, text[], int, text[], text) TO organisation_app, people_app, courses_app;

CREATE OR REPLACE FUNCTION "attendance_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE sheet SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE annual_hours SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE rule_set SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE period_lock SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE evidence SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE sheet_import SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE export SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE access_log SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;

-- The queue of jobs keeps its own tables, here and nowhere else; it makes them itself.
CREATE SCHEMA IF NOT EXISTS "attendance_jobs" AUTHORIZATION attendance_app;
-- Its first table is made here: where it is missing, the queue would make the schema as well, which its role may not.
CREATE TABLE "attendance_jobs"."migrations" ("id" int PRIMARY KEY, "ts" timestamptz NOT NULL DEFAULT now(), "breaking" boolean NOT NULL DEFAULT false);
ALTER TABLE "attendance_jobs"."migrations" OWNER TO attendance_app;
