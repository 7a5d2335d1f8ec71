import { once } from "node:events"
import { setImmediate as nextTurn } from "node:timers/promises"
import type pg from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { ACT_COLUMNS, ENTRY_COLUMNS } from "../../subgraphs/attendance/domain/ledger-line.ts"

/** Every table that the sample city fills, parents before children, with the columns in the order in which rows are written. */
const COLUMNS = {
  "organisation.division": "id, code, name, level, parent_id, valid_from, valid_to",
  "organisation.organisation": "id, parent_id, path, name, short_name, kind, level, setting, division_id, founded_on",
  "organisation.office": "id, organisation_id, member_id, post, since, until, is_part_time, source_unit",
  "organisation.community_director": "id, organisation_id, member_id, name, since, until",
  "organisation.committee_term": "id, organisation_id, number, elected_on, ends_on, rule_id, extended_to, extension_document, closed_on",
  "organisation.election_round": "id, organisation_id, term_number, planned_on, held_on, eligible, present, ballots",
  "organisation.election_seat": "round_id, member_id, post",
  "organisation.honour": "id, organisation_id, kind, title, level, issuer, batch, granted_on, revoked_on, document_number",
  "organisation.contact_assignment": "id, organisation_id, leader_id, level, since, until, note",
  "organisation.rectification": "id, organisation_id, reason, listed_on, leader_id, due_on, accepted_on, result",
  "organisation.rectification_measure": "id, rectification_id, position, text, done_on",
  "organisation.appraisal_round": "id, organisation_id, year, held_on",
  "organisation.appraisal_result": "round_id, organisation_id, secretary_id, grade, comments",
  "organisation.unit": "id, organisation_id, name, kind, credit_code, covered_by_id, covered_since, instructor_id, since, until",
  "organisation.unit_visit": "id, unit_id, visited_on, half_days, note",
  "organisation.reported_figure": "id, organisation_id, measure, value, precision, unit, as_of, source",
  "people.member":
    "id, code, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, applied_on, activist_on, target_on, joined_on, full_on, " +
    "participation, branch_id, branch_path, home_unit, national_id_sealed, national_id_hash, mobile_sealed, mobile_hash, mobile_tail_hash",
  "people.membership": "id, member_id, organisation_id, organisation_path, participation, from_on, to_on",
  "people.floating_record":
    "id, member_id, direction, mode, since, until, destination, host_name, card_number, last_contact_on, next_contact_due_on, recorded_at",
  "people.floating_past": "record_id, member_id, direction, mode, since, until, destination, host_name, card_number, last_contact_on, recorded_at, replaced_at",
  "people.transfer":
    "id, member_id, member_name, state, letter_number, from_id, from_path, from_name, to_id, to_path, to_name, started_on, valid_until, received_on, receipt_on, started_by, started_at, decided_at",
  "people.certificate": "id, member_id, kind, title, issuer, issued_on",
  "people.party_affairs_worker": "id, organisation_id, organisation_path, member_id, name, hired_on, left_on",
  "people.account": "id, subject, name, member_id",
  "people.access_grant": "id, account_id, role, organisation_id, organisation_path, granted_at",
  "courses.party_school": "id, organisation_id, organisation_path, name, level, is_demonstration, demonstration_batch, established_on",
  "courses.school_officer": "id, school_id, member_id, name, position, since, until",
  "courses.venue": "id, organisation_id, organisation_path, name, kind, capacity, equipment",
  "courses.venue_opening": "venue_id, weekday, from_minute, to_minute",
  "courses.venue_sharing": "venue_id, organisation_id, priority",
  "courses.teacher": "id, organisation_id, organisation_path, member_id, name, category, unit, title, subjects",
  "courses.teacher_availability": "teacher_id, weekday, from_minute, to_minute, kind",
  "courses.course": "id, organisation_id, organisation_path, name, kind, category, topic, hours",
  "courses.training_class": "id, organisation_id, organisation_path, level, year, name, starts_on, ends_on, planned_places, hours",
  "courses.class_place": "class_id, member_id",
  "courses.lesson":
    "id, title, category, mode, status, starts_at, ends_at, planned_hours, capacity, school_id, venue_id, training_class_id, organiser_id, organiser_path, cancelled_reason, created_at, changed_at, published_at",
  "courses.lesson_teacher": "lesson_id, teacher_id, position",
  "courses.lesson_period": "lesson_id, number, starts_at, ends_at",
  "courses.booking": "lesson_id, period, resource_id, kind, starts_at, ends_at, is_firm",
  "courses.enrolment": "lesson_id, member_id, starts_at, state",
  "attendance.rule_set": "id, title, jurisdiction, source_document, status, effective_from, effective_to, parameters",
  "attendance.sheet":
    "lesson_id, organisation_id, organisation_path, state, held_on, starts_at, ends_at, periods, category, mode, planned_hours, expected, present, on_leave, absent, opened_at, closed_at, " +
    "opened_by, closed_by_id, closed_by, approved_at, approved_by, host, recorder, summary",
  "attendance.sheet_place": "lesson_id, member_id, branch_id",
  "attendance.leave":
    "id, lesson_id, member_id, branch_id, kind, reason, evidence, state, requested_at, requested_by_id, requested_by, decided_at, decided_by_id, decided_by, decision_note",
  "attendance.capture": "id, lesson_id, member_id, kind, source, occurred_at, recorded_at, recorded_by, recorder_name, client_key, evidence",
  "attendance.paper_sheet":
    "id, lesson_id, pages, evidence, expected, present, on_leave, absent, host, recorder, checked_on, recorded_at, recorded_by_id, recorded_by, applied_at",
  "attendance.period_lock": "id, organisation_id, organisation_path, year, month, from_on, to_on, locked_at, locked_by_id, locked_by, reason",
  // In the order of the lines that are sealed.
  "attendance.entry": ENTRY_COLUMNS.join(", "),
  "attendance.act": ACT_COLUMNS.join(", "),
  "attendance.make_up":
    "id, lesson_id, member_id, branch_id, leave_id, state, due_on, created_at, form, completed_on, minutes, hours, entry_id, evidence, note, settled_at, settled_by_id, settled_by",
  "attendance.seal": "number, sealed_at, previous, root, hash, ids, leaves",
  "attendance.unsealed": "id",
  "attendance.door_device": "lesson_id, device, member_id",
  "attendance.branch_meeting":
    "id, version, organisation_id, organisation_path, kind, group_name, number, planned_at, held_at, held_on, minutes, place, host, recorder, expected, present, on_leave, " +
    "topics, content, decisions, evidence, filed_at, recorded_at, recorded_by, recorder_name",
  "attendance.annual_hours":
    "member_id, year, organisation_id, organisation_path, role, is_required, required, intensive, collective, online_raw, online_counted, make_up, credited, " +
    "intensive_sessions, required_intensive_sessions, rule_set_id, computed_at",
  "attendance.hour_entry": "entry_id, member_id, year, bucket, decision, minutes, creditable, raw, rounded, apart, within_lesson, capped, counted",
} as const
export type Table = keyof typeof COLUMNS
export const TABLES = Object.keys(COLUMNS) as Table[]

export type Cell = string | number | boolean | null

/** Rows on their way into the database: written at once, sent in batches. */
export type CopyWriter = {
  row(table: Table, ...cells: Cell[]): void
  /** Append a row that is already in COPY's text format, tabs between the cells and no line end. */
  line(table: Table, text: string): void
  /** Let the batch under way flow on; asked for every few milliseconds, it costs next to nothing. */
  giveTurn(): Promise<void>
  /** Send what was written, once it is a batch; waits only while a whole batch is still under way. */
  breathe(): Promise<void>
  finish(): Promise<void>
  readonly rows: Record<Table, number>
}

/** What one table gathers at a time. */
const CHUNK = 1 << 18
const BATCH = 24 << 20
/** Tables with less than this wait for a later batch: each that goes costs turns in which the server waits for a program that is busy inventing. */
const LEAST = 1 << 20
/** What is handed to the socket at once: enough to keep the server busy while a community is being invented. */
const PORTION = 6 << 20

/**
 * Write rows with COPY, in batches, while the next batch is still being invented.
 *
 * Memory stays at two batches and what small tables wait with, whatever the size of the city. Rows may arrive before those that they refer to: foreign keys are
 * checked when all are there. The same table gets many batches.
 */
export function createCopyWriter(client: pg.Client): CopyWriter {
  const rows = Object.fromEntries(TABLES.map((table) => [table, 0])) as Record<Table, number>
  const gathered = Object.fromEntries(TABLES.map((table) => [table, nothing()])) as Record<Table, Gathered>
  let size = 0
  let underWay: Promise<void> = Promise.resolve()

  function line(table: Table, text: string): void {
    rows[table] += 1
    const own = gathered[table]
    // Three bytes are the most that a unit of a string becomes in UTF-8.
    const most = 3 * text.length + 1
    if (own.used + most > own.chunk.length) {
      size += own.used
      fill(own, Math.max(CHUNK, most))
    }
    // Each line becomes bytes at once: long strings that grow piece by piece are what the collector of garbage would be busy with.
    own.used += own.chunk.write(text, own.used)
    own.chunk[own.used++] = LINE_END
  }

  async function send(isLast: boolean): Promise<void> {
    await underWay
    const batch = TABLES.flatMap((table) => {
      const own = gathered[table]
      const bytes = own.bytes + own.used
      return bytes > 0 && (isLast || bytes >= LEAST) ? [{ table, chunks: taken(own) }] : []
    })
    size = 0
    underWay = copyAll(client, batch)
    // Reported by the next await; without this a failure in between would end the process.
    underWay.catch(() => undefined)
  }

  return {
    rows,
    line,
    row: (table, ...cells) => line(table, cells.map(encode).join("\t")),
    giveTurn: () => nextTurn(),
    breathe: async () => {
      await nextTurn()
      if (size >= BATCH) await send(false)
    },
    finish: async () => {
      await send(true)
      await underWay
    },
  }
}

/** The text of a cell in COPY's format. Backslashes, tabs and line ends have a meaning there. */
export function encode(cell: Cell): string {
  if (cell === null) return "\\N"
  if (typeof cell !== "string") return cell === true ? "t" : cell === false ? "f" : String(cell)
  return /[\\\t\n\r]/.test(cell) ? cell.replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r") : cell
}

/** The bytes of a table's rows: full chunks, and the one that is being filled. */
type Gathered = { chunk: Buffer; used: number; full: Buffer[]; bytes: number }
type Batch = readonly { table: Table; chunks: readonly Buffer[] }[]

const LINE_END = 10

function nothing(): Gathered {
  return { chunk: Buffer.alloc(0), used: 0, full: [], bytes: 0 }
}

function fill(own: Gathered, length: number): void {
  if (own.used > 0) own.full.push(own.chunk.subarray(0, own.used))
  own.bytes += own.used
  own.chunk = Buffer.allocUnsafeSlow(length)
  own.used = 0
}

function taken(own: Gathered): Buffer[] {
  const chunks = own.used > 0 ? [...own.full, own.chunk.subarray(0, own.used)] : own.full
  Object.assign(own, nothing())
  return chunks
}

async function copyAll(client: pg.Client, batch: Batch): Promise<void> {
  for (const { table, chunks } of batch) {
    const stream = client.query(copyFrom(`COPY ${table} (${COLUMNS[table]}) FROM STDIN`))
    // `once` rejects when the stream fails, at whatever moment that is.
    const done = once(stream, "finish")
    done.catch(() => undefined)
    for (const portion of portionsOf(chunks)) if (!stream.write(portion)) await Promise.race([once(stream, "drain"), done])
    stream.end()
    await done
  }
}

function portionsOf(chunks: readonly Buffer[]): Buffer[] {
  const each = Math.ceil(PORTION / CHUNK)
  return Array.from({ length: Math.ceil(chunks.length / each) }, (_, index) => Buffer.concat(chunks.slice(index * each, (index + 1) * each)))
}
