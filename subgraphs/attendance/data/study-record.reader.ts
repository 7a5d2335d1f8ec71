import type { Database } from "../../shared/database.ts"
import { toTypeId } from "../../shared/typeid.ts"
import type { AttendanceState } from "../domain/annual-hours.ts"
import type { StudyRecord } from "../domain/xapi-statement.ts"
import { ACCOUNTS } from "./account-extract.reader.ts"
import { type BooksAsked, booksValues } from "./books.row.ts"

const RECORDS_AT_ONCE = 2_000
const FIRST = "00000000-0000-0000-0000-000000000000"

type Row = {
  id: string
  member_id: string
  lesson_id: string | null
  training_id: string | null
  title: string | null
  organisation_id: string
  organisation_name: string
  recorded_by: string | null
  state: AttendanceState
  category: string
  minutes: number
  planned_hours: number
  counted: number | null
  is_make_up: boolean
  occurred_at: Date
  recorded_at: Date
  replaces_id: string | null
  replaced_state: AttendanceState | null
}

/** Read what the ledger says of the people of a year's accounts, in the order of the facts' ids; one statement two thousand facts. */
export function createStudyRecordReader(database: Database) {
  return {
    studyRecords: {
      async *read(asked: BooksAsked): AsyncGenerator<StudyRecord[]> {
        for (let last = FIRST; ;) {
          const rows = await database.read<Row>("study_records", RECORDS, [...booksValues(asked), last, RECORDS_AT_ONCE])
          if (rows.length > 0) yield rows.map(recordOf)
          if (rows.length < RECORDS_AT_ONCE) return
          last = rows.at(-1)?.id ?? last
        }
      },

      /** How many facts these are. */
      async count(asked: BooksAsked): Promise<number> {
        const [row] = await database.read<{ facts: number }>("study_record_count", COUNT, booksValues(asked))
        return row?.facts ?? 0
      },
    },
  }
}

function recordOf(row: Row): StudyRecord {
  const activity = row.lesson_id
    ? { id: toTypeId("lesson", row.lesson_id), kind: "lessons" as const }
    : { id: toTypeId("training", row.training_id ?? row.id), kind: "trainings" as const }
  return {
    id: row.id,
    member: toTypeId("member", row.member_id),
    activity: { ...activity, title: row.title ?? "" },
    organisation: { id: toTypeId("organisation", row.organisation_id), name: row.organisation_name },
    recorder: row.recorded_by && toTypeId("account", row.recorded_by),
    state: row.state,
    category: row.category,
    minutes: row.minutes,
    plannedHours: row.planned_hours,
    hours: row.counted === null ? null : row.counted / 100,
    isMakeUp: row.is_make_up,
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    replaces: row.replaces_id && row.replaced_state ? { id: row.replaces_id, state: row.replaced_state } : null,
  }
}

const IN_YEAR = "e.held_on >= make_date($4::int, 1, 1) AND e.held_on < make_date($4::int + 1, 1, 1) AND e.recorded_at <= $5::timestamptz"

/** The organisation is the branch where the person belonged on that day, else the one whose books the year is in. */
const RECORDS = `WITH ${ACCOUNTS}
  SELECT e.id, e.member_id, e.lesson_id, e.training_id, coalesce(l.title, t.title) AS title, coalesce(o.id, p.organisation_id) AS organisation_id,
    coalesce(o.name, tree.name) AS organisation_name, e.recorded_by, e.state::text, e.category::text, e.minutes, e.planned_hours, h.counted, e.is_make_up,
    e.occurred_at, e.recorded_at, r.id AS replaces_id, r.state::text AS replaced_state
  FROM attendance.entry e JOIN accounts p ON p.member_id = e.member_id JOIN tree ON tree.id = p.organisation_id
  LEFT JOIN courses_api.lesson l ON l.id = e.lesson_id LEFT JOIN attendance.external_training t ON t.id = e.training_id
  LEFT JOIN organisation_api.known_organisation o ON o.id = e.branch_id LEFT JOIN attendance.entry r ON r.id = e.replaces_id
  LEFT JOIN attendance.hour_entry h ON h.entry_id = e.id AND h.year = $4::int2 AND p.is_kept
  WHERE ${IN_YEAR} AND e.id > $6::uuid
  ORDER BY e.id LIMIT $7`

const COUNT = `WITH ${ACCOUNTS} SELECT count(*)::int AS facts FROM attendance.entry e JOIN accounts p ON p.member_id = e.member_id WHERE ${IN_YEAR}`
