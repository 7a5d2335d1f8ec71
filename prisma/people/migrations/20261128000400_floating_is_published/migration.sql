-- AlterTable
ALTER TABLE "floating_record" ADD COLUMN "recorded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "floating_past" (
    "record_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "direction" "floating_direction" NOT NULL,
    "mode" "floating_mode" NOT NULL,
    "since" DATE NOT NULL,
    "until" DATE,
    "destination" TEXT NOT NULL,
    "host_name" TEXT,
    "card_number" TEXT,
    "last_contact_on" DATE,
    "expected_return_on" DATE,
    "no_transfer_reason" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "floating_past_pkey" PRIMARY KEY ("record_id","recorded_at")
);

-- AddForeignKey
ALTER TABLE "floating_past" ADD CONSTRAINT "floating_past_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "floating_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say ------------------------------------------------------------------------------------------

-- When a stay was written down as it stands: a report says what the books said at a moment. Of those that are there already nobody kept it; they count from
-- their first day on.
UPDATE "floating_record" SET "recorded_at" = "since"::timestamptz;
ALTER TABLE "floating_record" ALTER COLUMN "recorded_at" SET NOT NULL, ALTER COLUMN "recorded_at" SET DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "floating_past" ADD CONSTRAINT "floating_past_span" CHECK ("replaced_at" > "recorded_at");

-- What a stay said is kept when it says something else. Whoever changes it may say when; else it is now.
CREATE FUNCTION "floating_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.recorded_at = OLD.recorded_at THEN NEW.recorded_at := greatest(date_trunc('milliseconds', now()), OLD.recorded_at); END IF;
  IF NEW.recorded_at > OLD.recorded_at THEN
    INSERT INTO people.floating_past (record_id, member_id, direction, mode, since, until, destination, host_name, card_number, last_contact_on, expected_return_on,
      no_transfer_reason, recorded_at, replaced_at)
    VALUES (OLD.id, OLD.member_id, OLD.direction, OLD.mode, OLD.since, OLD.until, OLD.destination, OLD.host_name, OLD.card_number, OLD.last_contact_on,
      OLD.expected_return_on, OLD.no_transfer_reason, OLD.recorded_at, NEW.recorded_at);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "floating_follow" BEFORE UPDATE ON "floating_record" FOR EACH ROW
  WHEN ((OLD.direction, OLD.mode, OLD.since, OLD.until, OLD.destination, OLD.host_name, OLD.card_number, OLD.last_contact_on, OLD.expected_return_on, OLD.no_transfer_reason)
    IS DISTINCT FROM
        (NEW.direction, NEW.mode, NEW.since, NEW.until, NEW.destination, NEW.host_name, NEW.card_number, NEW.last_contact_on, NEW.expected_return_on, NEW.no_transfer_reason))
  EXECUTE FUNCTION "floating_follow"();
CREATE TRIGGER "floating_past_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "floating_past" FOR EACH STATEMENT EXECUTE FUNCTION "is_final"();
GRANT SELECT, INSERT ON "floating_past" TO people_app;

-- What other owners may read: every stay as the books had it from one moment to before another (null: till now). No contact data.
CREATE VIEW "people_api"."floating" AS
  SELECT "id", "member_id", "direction"::text, "mode"::text, "since", "until", "destination", "host_name", "card_number", "last_contact_on", "expected_return_on",
         "no_transfer_reason", "recorded_at", NULL::timestamptz(3) AS "replaced_at" FROM "floating_record"
  UNION ALL
  SELECT "record_id", "member_id", "direction"::text, "mode"::text, "since", "until", "destination", "host_name", "card_number", "last_contact_on", "expected_return_on",
         "no_transfer_reason", "recorded_at", "replaced_at" FROM "floating_past";
GRANT SELECT ON "people_api"."floating" TO graph_reader;

-- What leaders of committees are like, in figures. ------------------------------------------------------------------

-- Who leads a committee on a day (NOW), whom its last election by then chose (ELECTED, as of its day), and whom the one before (BEFORE): counts and sums of
-- persons. Days of birth, sex and education do not leave the table; of fewer than three persons of whom something is known nothing of it is said, or somebody's
-- age could be read off. Runs under its owner, who reads the terms in the contract of the tree's owner.
CREATE FUNCTION "people_api"."leadership_figures"(asked uuid[], on_day date)
RETURNS TABLE (organisation_id uuid, part text, part_on date, leaders int, ages int, age_sum int, educations int, college int, sexes int, women int)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = people, pg_temp AS $$
BEGIN
  RETURN QUERY
  WITH seat AS (
    SELECT s.organisation_id, s.member_id, s.held_on, dense_rank() OVER (PARTITION BY s.organisation_id ORDER BY s.term_number DESC) AS back
    FROM organisation_api.election_seat s WHERE s.organisation_id = ANY (asked) AND s.held_on <= on_day
  ), leader AS (
    SELECT DISTINCT o.organisation_id, 'NOW' AS part, on_day AS day, o.member_id FROM organisation_api.officer o
    WHERE o.organisation_id = ANY (asked) AND o.since <= on_day AND (o.until IS NULL OR o.until > on_day)
    UNION ALL
    SELECT seat.organisation_id, CASE seat.back WHEN 1 THEN 'ELECTED' ELSE 'BEFORE' END, seat.held_on, seat.member_id FROM seat WHERE seat.back <= 2
  ), figure AS (
    SELECT l.organisation_id, l.part, l.day, count(*)::int AS leaders, count(m.birth_on)::int AS ages, sum(extract(year FROM age(l.day, m.birth_on)))::int AS age_sum,
      count(*) FILTER (WHERE m.education ~ '^[1-9][0-9]$')::int AS educations, count(*) FILTER (WHERE m.education ~ '^[123][0-9]$')::int AS college,
      count(*) FILTER (WHERE m.sex IN ('MALE', 'FEMALE'))::int AS sexes, count(*) FILTER (WHERE m.sex = 'FEMALE')::int AS women
    FROM leader l LEFT JOIN member m ON m.id = l.member_id GROUP BY 1, 2, 3
  )
  SELECT f.organisation_id, f.part, f.day, f.leaders,
    CASE WHEN f.ages >= 3 THEN f.ages END, CASE WHEN f.ages >= 3 THEN f.age_sum END,
    CASE WHEN f.educations >= 3 THEN f.educations END, CASE WHEN f.educations >= 3 THEN f.college END,
    CASE WHEN f.sexes >= 3 THEN f.sexes END, CASE WHEN f.sexes >= 3 THEN f.women END
  FROM figure f;
END $$;
REVOKE ALL ON FUNCTION "people_api"."leadership_figures"(uuid[], date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "people_api"."leadership_figures"(uuid[], date) TO attendance_app;
