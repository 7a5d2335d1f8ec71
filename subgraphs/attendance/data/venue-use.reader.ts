import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { YearWeekFigures } from "../domain/chart.ts"
import { type DayPart, type OpenTime, type VenueUse, openMinutes } from "../domain/venue-use.ts"
import { type SpanThen, stoodAt, subtreeThen } from "./books-then.row.ts"
import { WEEK } from "./week.row.ts"

/** The city's clock, for the ends of days and of closures. */
type Clock = { timeZone: string; instantOf(day: string, minute: number): Date; localOf(instant: Date): { day: string; minute: number } }
type Row = Omit<VenueUse, "openMinutes"> & { opening: OpenTime[] | null; closures: { startsAt: string; endsAt: string }[] | null }

/**
 * What lessons that were held took up of the venues of a subtree: $1 the organisation, $2 the day of the books, $3 the moment, $4 and $5 from when till when.
 * A lesson is as it was when it was held; of one that is only planned nothing is here.
 */
const USED = `${subtreeThen("$1", "$2")}, used AS (
    SELECT v.id AS venue_id, v.organisation_id AS owner_id, subtree.path, b.lesson_id, s.organisation_id,
      tstzrange(greatest(b.starts_at, $4::timestamptz), least(b.ends_at, $5::timestamptz)) AS span
    FROM subtree JOIN courses_api.venue_record v ON v.organisation_id = subtree.id JOIN courses_api.venue_booking b ON b.venue_id = v.id
    JOIN attendance.sheet s ON s.lesson_id = b.lesson_id
    WHERE s.opened_at <= $3::timestamptz AND b.starts_at < $5::timestamptz AND b.ends_at > $4::timestamptz
  )`
const MINUTES = (spans: string) => `(SELECT coalesce(sum(extract(epoch FROM upper(part) - lower(part))) / 60, 0)::int FROM unnest(${spans}) AS part)`

/** Everything of a page's venues is gathered once for all of them: a city has hundreds, with tens of thousands of lessons. */
const PAGE = `WITH ${USED}, page AS MATERIALIZED (
    SELECT venue_id, owner_id, path, count(DISTINCT lesson_id) AS lessons, range_agg(span) AS spans FROM used
    WHERE $6::text IS NULL OR (path COLLATE "C", venue_id) > ($6, $7::uuid) GROUP BY 1, 2, 3 ORDER BY path COLLATE "C", venue_id LIMIT $8
  ), here AS MATERIALIZED (SELECT used.* FROM page JOIN used ON used.venue_id = page.venue_id),
  clashes AS (
    SELECT a.venue_id, count(DISTINCT (a.lesson_id, b.lesson_id)) AS pairs FROM here a JOIN here b ON b.venue_id = a.venue_id AND b.lesson_id > a.lesson_id AND b.span && a.span GROUP BY 1
  ), shares AS (
    SELECT share.venue_id, jsonb_agg(jsonb_build_object('organisationId', share.organisation_id, 'minutes', share.minutes) ORDER BY share.minutes DESC, share.organisation_id) AS list FROM (
      SELECT venue_id, organisation_id, ${MINUTES("range_agg(span)")} AS minutes FROM here GROUP BY 1, 2) share GROUP BY 1
  ), alone AS MATERIALIZED (
    SELECT DISTINCT h.venue_id, h.lesson_id FROM here h
    WHERE NOT EXISTS (SELECT FROM courses_api.venue_booking other WHERE other.lesson_id = h.lesson_id AND other.venue_id <> h.venue_id)
  ), seats AS (
    SELECT alone.venue_id, count(DISTINCT alone.lesson_id) AS lessons, count(e.id) AS seated FROM alone LEFT JOIN attendance.entry e
      ON e.lesson_id = alone.lesson_id AND e.state IN ('PRESENT', 'LATE', 'LEFT_EARLY') AND NOT e.is_make_up AND ${stoodAt("$3")} GROUP BY 1
  )
  SELECT page.venue_id AS "venueId", page.owner_id AS "ownerId", page.path, page.lessons, ${MINUTES("page.spans")} AS minutes, v.name, v.capacity,
    coalesce(clashes.pairs, 0) AS clashes, coalesce(seats.seated, 0) AS seated, coalesce(seats.lessons, 0) AS "seatedLessons", shares.list AS shares,
    (SELECT jsonb_agg(jsonb_build_object('weekday', o.weekday, 'fromMinute', o.from_minute, 'toMinute', o.to_minute)) FROM courses_api.venue_opening o
       WHERE o.venue_id = page.venue_id) AS opening,
    (SELECT jsonb_agg(jsonb_build_object('startsAt', c.starts_at, 'endsAt', c.ends_at)) FROM courses_api.venue_closure c
       WHERE c.venue_id = page.venue_id AND c.starts_at < $5::timestamptz AND c.ends_at > $4::timestamptz) AS closures
  FROM page JOIN courses_api.venue_record v ON v.id = page.venue_id LEFT JOIN clashes ON clashes.venue_id = page.venue_id
  LEFT JOIN seats ON seats.venue_id = page.venue_id JOIN shares ON shares.venue_id = page.venue_id ORDER BY page.path COLLATE "C", page.venue_id`

/** Read how venues were used, as the books stood; of a subtree whose organisation was found within the viewer's scope before. */
export function createVenueUseReader(database: Database, clock: Clock) {
  const valuesOf = ({ organisationId, from, to, asOf, day }: SpanThen) => [
    toUuid("organisation", organisationId),
    day,
    asOf,
    clock.instantOf(from, 0),
    clock.instantOf(to, 24 * 60),
  ]
  return {
    /** Venues that were used, in the order of the tree, with one row more than the limit where there is more. */
    async findPage(span: SpanThen, { limit, after }: PageRequest): Promise<VenueUse[]> {
      const [path = null, id = null] = after ?? []
      const rows = await database.read<Row>("venue_uses", PAGE, [...valuesOf(span), path, id && toUuid("venue", id), limit + 1])
      return rows.map(({ opening, closures, shares, ...row }) => ({
        ...row,
        venueId: toTypeId("venue", row.venueId),
        ownerId: toTypeId("organisation", row.ownerId),
        shares: shares.map(({ organisationId, minutes }) => ({ organisationId: toTypeId("organisation", organisationId), minutes })),
        openMinutes: openMinutes(
          opening ?? [],
          (closures ?? []).flatMap((closure) => partsOf(closure, span, clock)),
          span.from,
          span.to,
        ),
      }))
    },

    /** Venues that were used, lessons at them, venues in use that stood empty, lessons at several venues, and lessons that were planned there and have no sheet. */
    async findTotals(span: SpanThen): Promise<{ venues: number; lessons: number; empty: number; spread: number; planned: number; open: number }> {
      const [row] = await database.read<{ venues: number; lessons: number; empty: number; spread: number; planned: number; open: number }>(
        "venue_use_totals",
        `WITH ${USED}, own AS (SELECT v.id, v.is_in_use FROM subtree JOIN courses_api.venue_record v ON v.organisation_id = subtree.id)
         SELECT (SELECT count(DISTINCT venue_id) FROM used) AS venues, (SELECT count(DISTINCT lesson_id) FROM used) AS lessons,
           (SELECT count(*) FROM own WHERE own.is_in_use AND NOT EXISTS (SELECT FROM used WHERE used.venue_id = own.id)) AS empty,
           (SELECT count(DISTINCT u.lesson_id) FROM used u WHERE EXISTS (SELECT FROM courses_api.venue_booking o WHERE o.lesson_id = u.lesson_id AND o.venue_id <> u.venue_id)) AS spread,
           (SELECT count(DISTINCT b.lesson_id) FROM own JOIN courses_api.venue_booking b ON b.venue_id = own.id JOIN courses_api.lesson l ON l.id = b.lesson_id
              WHERE l.status = 'PUBLISHED' AND b.starts_at >= $4::timestamptz AND b.starts_at < least($5::timestamptz, $3::timestamptz)) AS planned,
           (SELECT count(*) FROM own WHERE EXISTS (SELECT FROM used WHERE used.venue_id = own.id)
              AND NOT EXISTS (SELECT FROM courses_api.venue_opening o WHERE o.venue_id = own.id)) AS open`,
        valuesOf(span),
      )
      return row ?? { venues: 0, lessons: 0, empty: 0, spread: 0, planned: 0, open: 0 }
    },

    /** The lessons that used venues, by the week in which each began to. */
    findWeeks(span: SpanThen): Promise<YearWeekFigures[]> {
      return database.read<YearWeekFigures>(
        "venue_use_weeks",
        `WITH ${USED}, began AS (SELECT used.lesson_id, (min(lower(used.span)) AT TIME ZONE $6)::date AS day FROM used GROUP BY 1)
         SELECT ${WEEK("began.day")}, s.category::text, count(*)::int AS lessons FROM began JOIN attendance.sheet s ON s.lesson_id = began.lesson_id
         GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
        [...valuesOf(span), clock.timeZone],
      )
    },
  }
}

const DAY_MS = 86_400_000

/** Split a closure into the local days on which it falls, within the days that are asked about. */
function partsOf(closure: { startsAt: string; endsAt: string }, { from, to }: SpanThen, { localOf }: Clock): DayPart[] {
  const [first, last] = [localOf(new Date(closure.startsAt)), localOf(new Date(closure.endsAt))]
  const parts: DayPart[] = []
  const end = last.day < to ? last.day : to
  for (let day = first.day > from ? first.day : from; day <= end; day = new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10))
    parts.push({ day, fromMinute: day === first.day ? first.minute : 0, toMinute: day === last.day ? last.minute : 24 * 60 })
  return parts
}
