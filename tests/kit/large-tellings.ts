import type pg from "pg"

const uuid = (kind: number, number: string) => `('019aaf0${kind}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const FEEDS = 5_000
const EVENTS = 50_000
/** So many teachers from outside have a hundred notices each, of which ten are unread. */
const TEACHERS = 100

/**
 * Fill a city that has a crowd and a timetable with what people and programs were told: notices, a tenth of them unread; feeds; events, of which the last ten are
 * still to be spread; deliveries, of which the last hundred are still to be sent.
 */
export async function fillTellings(client: pg.Client, notices: number, people: number): Promise<void> {
  const first = uuid(4, "1")
  const content = `'{"title":"党课","startsAt":"2026-11-25T06:30:00.000Z","endsAt":"2026-11-25T08:30:00.000Z"}'::jsonb`
  await client.query("BEGIN")
  await client.query("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
  await client.query(`INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, member_id, content, created_at, read_at)
    SELECT uuidv7(), ${uuid(4, "at % 20000")}, 1, 'PUBLISHED', ${uuid(1, `at % ${people} + 1`)}, ${content}, timestamptz '2026-01-01 09:00+08' + at * interval '100 seconds',
      CASE WHEN at / ${people} % 10 > 0 THEN timestamptz '2026-11-01 09:00+08' END FROM generate_series(0, ${notices - 1}) AS at`)
  await client.query(`INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, teacher_id, content, created_at, read_at)
    SELECT uuidv7(), ${first}, 1, 'PUBLISHED', ${uuid(3, `at % ${TEACHERS} + 1`)}, ${content}, timestamptz '2026-01-01 09:00+08' + at * interval '100 seconds',
      CASE WHEN at / ${TEACHERS} % 10 > 0 THEN timestamptz '2026-11-01 09:00+08' END FROM generate_series(0, ${TEACHERS * 100 - 1}) AS at`)
  await client.query(`INSERT INTO courses.calendar_feed (id, secret_hash, kind, subject_id, account_id, created_at)
    SELECT ${uuid(7, "at")}, sha256(convert_to('secret-' || at, 'UTF8')), 'MEMBER', ${uuid(1, `at % ${people} + 1`)}, ${uuid(6, "at")}, '2026-11-01' FROM generate_series(1, ${FEEDS}) AS at`)
  await client.query(`INSERT INTO courses.webhook_subscription (id, organisation_id, organisation_path, url, events, secret_sealed, account_id, created_at)
    SELECT ${uuid(8, "at")}, (SELECT id FROM organisation.organisation WHERE path = 'c.'), 'c.', 'https://example.org/' || at, '{lesson.published}', '\\x00', ${uuid(6, "1")}, '2026-01-01'
    FROM generate_series(1, 3) AS at`)
  await client.query(`INSERT INTO courses.outbox_event (id, type, lesson_id, organisation_path, content, happened_at, spread_at)
    SELECT ${uuid(9, "at")}, 'lesson.published', ${uuid(4, "at % 20000")}, 'c.', '{}', timestamptz '2026-01-01 09:00+08' + at * interval '500 seconds',
      CASE WHEN at <= ${EVENTS - 10} THEN timestamptz '2026-11-01 09:00+08' END FROM generate_series(1, ${EVENTS}) AS at`)
  await client.query(`INSERT INTO courses.webhook_delivery (event_id, subscription_id, state, attempts, next_at)
    SELECT ${uuid(9, "at")}, ${uuid(8, "1")}, (CASE WHEN at > ${EVENTS - 110} THEN 'WAITING' ELSE 'DELIVERED' END)::courses.delivery_state, 1, timestamptz '2026-11-01 09:00+08'
    FROM generate_series(1, ${EVENTS - 10}) AS at`)
  await client.query("COMMIT")
  await client.query("VACUUM (ANALYZE) courses.notice, courses.calendar_feed, courses.webhook_subscription, courses.outbox_event, courses.webhook_delivery")
}
