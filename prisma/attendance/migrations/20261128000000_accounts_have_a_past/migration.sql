-- CreateEnum
CREATE TYPE "difference_subject" AS ENUM ('TALLY', 'ACCOUNT');

-- AlterTable
ALTER TABLE "annual_hours" ADD COLUMN "since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "annual_hours_past" (
    "member_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "organisation_id" UUID NOT NULL,
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
    "behind_on" DATE,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "annual_hours_past_pkey" PRIMARY KEY ("member_id","year","since")
);

-- CreateTable
CREATE TABLE "hours_tally" (
    "year" SMALLINT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "rule_set_id" UUID NOT NULL,
    "people" INTEGER NOT NULL,
    "compliant" INTEGER NOT NULL,
    "leaders" INTEGER NOT NULL,
    "leaders_compliant" INTEGER NOT NULL,
    "asides" INTEGER NOT NULL,
    "required" DECIMAL(12,2) NOT NULL,
    "intensive" DECIMAL(12,2) NOT NULL,
    "collective" DECIMAL(12,2) NOT NULL,
    "online_raw" DECIMAL(12,2) NOT NULL,
    "online_counted" DECIMAL(12,2) NOT NULL,
    "make_up" DECIMAL(12,2) NOT NULL,
    "credited" DECIMAL(12,2) NOT NULL,
    "gap" DECIMAL(12,2) NOT NULL,
    "behind" INTEGER[],
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hours_tally_pkey" PRIMARY KEY ("year","organisation_id","rule_set_id")
);

-- CreateTable
CREATE TABLE "hours_reconciliation" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_path" TEXT NOT NULL,
    "year" SMALLINT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT,
    "asked_by_id" UUID,
    "finished_at" TIMESTAMPTZ(3),
    "reached" UUID,
    "accounts" INTEGER NOT NULL DEFAULT 0,
    "tallies" INTEGER NOT NULL DEFAULT 0,
    "differences" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "hours_reconciliation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hours_difference" (
    "reconciliation_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "subject" "difference_subject" NOT NULL,
    "organisation_id" UUID,
    "member_id" UUID,
    "field" TEXT NOT NULL,
    "kept" TEXT NOT NULL,
    "found" TEXT NOT NULL,

    CONSTRAINT "hours_difference_pkey" PRIMARY KEY ("reconciliation_id","number")
);

-- CreateIndex
CREATE INDEX "annual_hours_year_organisation_id_idx" ON "annual_hours"("year", "organisation_id");

-- CreateIndex
CREATE INDEX "annual_hours_past_year_organisation_id_idx" ON "annual_hours_past"("year", "organisation_id");

-- CreateIndex
CREATE INDEX "hours_tally_organisation_path_idx" ON "hours_tally"("organisation_path");

-- CreateIndex
CREATE INDEX "hours_reconciliation_organisation_id_year_asked_at_idx" ON "hours_reconciliation"("organisation_id", "year", "asked_at" DESC);

-- AddForeignKey
ALTER TABLE "hours_difference" ADD CONSTRAINT "hours_difference_reconciliation_id_fkey" FOREIGN KEY ("reconciliation_id") REFERENCES "hours_reconciliation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma cannot say ------------------------------------------------------------------------------------------

ALTER TABLE "hours_tally" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "hours_reconciliation" ALTER COLUMN "organisation_path" TYPE text COLLATE "C";
ALTER TABLE "annual_hours_past" ADD CONSTRAINT "annual_hours_past_span" CHECK ("until" > "since");
ALTER TABLE "hours_tally" ADD CONSTRAINT "hours_tally_months" CHECK (cardinality("behind") = 12);
-- Reconciliations that wait for the worker; usually none.
CREATE INDEX "hours_reconciliation_waiting" ON "hours_reconciliation" ("asked_at", "id") WHERE "finished_at" IS NULL;

-- The day of the year from which somebody with no more than this will miss the requirement at the pace kept till then; null for who will not, and for who owes
-- nothing. On day d of N, what was earned comes to credited × N / d: too little from the first d above credited × N / required.
ALTER TABLE "annual_hours" ADD COLUMN "behind_on" date GENERATED ALWAYS AS (
  CASE WHEN NOT "is_required" THEN NULL
       WHEN "intensive_sessions" < "required_intensive_sessions" THEN make_date("year"::int, 1, 1)
       WHEN "credited" < "required" THEN make_date("year"::int, 1, 1)
         + div("credited" * (make_date("year"::int, 12, 31) - make_date("year"::int, 1, 1) + 1), "required")::int
  END) STORED;
CREATE INDEX "annual_hours_behind" ON "annual_hours" ("year", "organisation_id", "behind_on") INCLUDE ("rule_set_id") WHERE "behind_on" IS NOT NULL;

-- When the books say something: the moment by the clock of the program that writes, which says it to its transaction.
CREATE FUNCTION "books_now"() RETURNS timestamptz(3) LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('attendance.now', true), '')::timestamptz, now())::timestamptz(3)
$$;

-- `since` is when an account began to say what it says. To mark it as waiting, or to move its branch in the tree, changes nothing of that.
UPDATE "annual_hours" SET "since" = coalesce("computed_at", now());
ALTER TABLE "annual_hours" ALTER COLUMN "since" SET NOT NULL;
CREATE FUNCTION "account_since"() RETURNS trigger LANGUAGE plpgsql SET search_path = attendance, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN NEW.since := coalesce(NEW.since, NEW.computed_at, books_now());
  ELSE NEW.since := greatest(OLD.since, books_now()); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "account_begins" BEFORE INSERT ON "annual_hours" FOR EACH ROW EXECUTE FUNCTION "account_since"();
CREATE TRIGGER "account_changes" BEFORE UPDATE ON "annual_hours" FOR EACH ROW
  WHEN ((OLD.organisation_id, OLD.role, OLD.is_required, OLD.required, OLD.intensive, OLD.collective, OLD.online_raw, OLD.online_counted, OLD.make_up, OLD.credited,
         OLD.intensive_sessions, OLD.required_intensive_sessions, OLD.rule_set_id)
    IS DISTINCT FROM
        (NEW.organisation_id, NEW.role, NEW.is_required, NEW.required, NEW.intensive, NEW.collective, NEW.online_raw, NEW.online_counted, NEW.make_up, NEW.credited,
         NEW.intensive_sessions, NEW.required_intensive_sessions, NEW.rule_set_id))
  EXECUTE FUNCTION "account_since"();

-- What accounts `h` add to a tally, each with a sign: persons, and their hours. Only who owes something is in the denominator; surplus of one never fills another's
-- gap. `behind` are those who fall behind by the end of each month.
CREATE FUNCTION "tally_sums"(sign text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format('coalesce(sum(%1$s) FILTER (WHERE h.is_required), 0), coalesce(sum(%1$s) FILTER (WHERE h.is_required AND %2$s), 0),
    coalesce(sum(%1$s) FILTER (WHERE h.is_required AND %3$s), 0), coalesce(sum(%1$s) FILTER (WHERE h.is_required AND %3$s AND %2$s), 0),
    coalesce(sum(%1$s) FILTER (WHERE NOT h.is_required), 0), ', sign, 'h.behind_on IS NULL', 'h.role IN (''SECRETARY'', ''COMMITTEE_MEMBER'')')
  || (SELECT string_agg(format('coalesce(sum(%1$s * %2$s) FILTER (WHERE h.is_required), 0)', sign, hours), ', ' ORDER BY at) FROM unnest(ARRAY['h.required', 'h.intensive',
    'h.collective', 'h.online_raw', 'h.online_counted', 'h.make_up', 'h.credited', 'greatest(0, h.required - h.credited)']) WITH ORDINALITY AS u(hours, at))
  || (SELECT ', ARRAY[' || string_agg(format('coalesce(sum(%1$s) FILTER (WHERE h.behind_on < make_date(h.year::int + %2$s, %3$s, 1)), 0)::int', sign, month / 12, month % 12 + 1), ', ' ORDER BY month)
    || ']' FROM generate_series(1, 12) AS month)
$$;

-- What an account said is kept when it says something else, and the tallies follow: one statement each, however many accounts change at once. Rows of the tally
-- are taken in one order.
CREATE FUNCTION "account_follow"() RETURNS trigger LANGUAGE plpgsql SET search_path = attendance, pg_temp AS $$
DECLARE
  moment timestamptz(3) := books_now();
  columns text := 'member_id, year, organisation_id, role, is_required, required, intensive, collective, online_raw, online_counted, make_up, credited,
    intensive_sessions, required_intensive_sessions, rule_set_id, behind_on, since';
  content text := '%1$s.organisation_id, %1$s.role, %1$s.is_required, %1$s.required, %1$s.intensive, %1$s.collective, %1$s.online_raw, %1$s.online_counted, %1$s.make_up,
    %1$s.credited, %1$s.intensive_sessions, %1$s.required_intensive_sessions, %1$s.rule_set_id';
  changed text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    changed := 'SELECT 1 AS sign, since AS moment, n.* FROM after n';
  ELSIF TG_OP = 'DELETE' THEN
    EXECUTE format('INSERT INTO annual_hours_past (%1$s, until) SELECT %1$s, $1 FROM before WHERE since < $1', columns) USING moment;
    changed := 'SELECT -1 AS sign, greatest(since, $1) AS moment, o.* FROM before o';
  ELSE
    EXECUTE format('INSERT INTO annual_hours_past (%s, until) SELECT %s, n.since FROM before o JOIN after n USING (member_id, year) WHERE o.since < n.since',
      columns, regexp_replace(columns, '(\w+)', 'o.\1', 'g'));
    changed := format(
      'SELECT -1 AS sign, n.since AS moment, o.* FROM before o JOIN after n USING (member_id, year) WHERE (%1$s) IS DISTINCT FROM (%2$s)
       UNION ALL SELECT 1, n.since, n.* FROM before o JOIN after n USING (member_id, year) WHERE (%1$s) IS DISTINCT FROM (%2$s)', format(content, 'o'), format(content, 'n'));
  END IF;
  EXECUTE 'INSERT INTO hours_tally AS t (year, organisation_id, rule_set_id, organisation_path, people, compliant, leaders, leaders_compliant, asides, required, intensive, collective,
      online_raw, online_counted, make_up, credited, gap, behind, changed_at)
    SELECT h.year, h.organisation_id, h.rule_set_id, coalesce(min(h.organisation_path) FILTER (WHERE h.sign = 1), min(h.organisation_path)), ' || tally_sums('h.sign') || ', max(h.moment)
    FROM (' || changed || ') h GROUP BY h.organisation_id, h.year, h.rule_set_id ORDER BY h.organisation_id, h.year, h.rule_set_id
    ON CONFLICT (year, organisation_id, rule_set_id) DO UPDATE SET people = t.people + excluded.people, compliant = t.compliant + excluded.compliant, leaders = t.leaders + excluded.leaders,
      leaders_compliant = t.leaders_compliant + excluded.leaders_compliant, asides = t.asides + excluded.asides, required = t.required + excluded.required,
      intensive = t.intensive + excluded.intensive, collective = t.collective + excluded.collective, online_raw = t.online_raw + excluded.online_raw,
      online_counted = t.online_counted + excluded.online_counted, make_up = t.make_up + excluded.make_up, credited = t.credited + excluded.credited, gap = t.gap + excluded.gap,
      behind = ARRAY[t.behind[1] + excluded.behind[1], t.behind[2] + excluded.behind[2], t.behind[3] + excluded.behind[3], t.behind[4] + excluded.behind[4],
        t.behind[5] + excluded.behind[5], t.behind[6] + excluded.behind[6], t.behind[7] + excluded.behind[7], t.behind[8] + excluded.behind[8],
        t.behind[9] + excluded.behind[9], t.behind[10] + excluded.behind[10], t.behind[11] + excluded.behind[11], t.behind[12] + excluded.behind[12]],
      organisation_path = excluded.organisation_path, changed_at = greatest(t.changed_at, excluded.changed_at)' USING moment;
  RETURN NULL;
END $$;
CREATE TRIGGER "account_insert" AFTER INSERT ON "annual_hours" REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "account_follow"();
CREATE TRIGGER "account_update" AFTER UPDATE ON "annual_hours" REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION "account_follow"();
CREATE TRIGGER "account_delete" AFTER DELETE ON "annual_hours" REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION "account_follow"();

-- Accounts that are there already are counted once.
DO $$
BEGIN
  EXECUTE 'INSERT INTO attendance.hours_tally (year, organisation_id, rule_set_id, organisation_path, people, compliant, leaders, leaders_compliant, asides, required, intensive, collective,
      online_raw, online_counted, make_up, credited, gap, behind, changed_at)
    SELECT h.year, h.organisation_id, h.rule_set_id, min(h.organisation_path), ' || attendance.tally_sums('1') || ', max(h.since) FROM attendance.annual_hours h GROUP BY h.year, h.organisation_id, h.rule_set_id';
END $$;

-- Nobody rewrites what the books said.
CREATE TRIGGER "annual_hours_past_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "annual_hours_past" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();

GRANT SELECT, INSERT, UPDATE, DELETE ON "hours_tally", "hours_reconciliation", "hours_difference" TO attendance_app;
GRANT SELECT, INSERT ON "annual_hours_past" TO attendance_app;

CREATE OR REPLACE FUNCTION "attendance_api"."renew_paths"(old_path text, new_path text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = attendance, pg_temp AS $$
DECLARE beyond text := left(old_path, -1) || '/'; behind int := char_length(old_path) + 1;
BEGIN
  UPDATE sheet SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE annual_hours SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE hours_tally SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE hours_reconciliation SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE rule_set SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE period_lock SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE evidence SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
  UPDATE sheet_import SET organisation_path = new_path || substr(organisation_path, behind) WHERE organisation_path >= old_path AND organisation_path < beyond;
END $$;
