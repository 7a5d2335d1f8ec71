import { createHash } from "node:crypto"
import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import { type Completeness, missingOf } from "../domain/completeness.ts"
import { FINDING_KINDS, type Finding, type FindingEvidence, type FindingKind } from "../domain/finding.ts"
import type { InspectionRules } from "../domain/inspection-rules.ts"
import { type LessonPlace, type LessonsAsked, createCompletenessRepository } from "./completeness.repository.ts"
import { CHECKS, SHOWN, evidenceText, findingsText } from "./finding-check.row.ts"
import { daysBetween } from "./working-day.calendar.ts"

/** Where and when to look: the first and the last day, and by which rules. Checks across lessons go by the rules of the subtree's own organisation. */
export type FindingsAsked = LessonsAsked & {
  from: string
  to: string
  rules: InspectionRules
  rulesAt(path: string, day: string): InspectionRules
  /** Equal where the rules are. */
  rulesKey: string
  kinds: readonly FindingKind[] | null
}

type Row = {
  lesson_id: string
  rows: number
  people: number
  members: string[] | null
  lessons: string[] | null
  organisation_id: string
  starts_at: Date
}
type EvidenceRow = {
  lesson_id: string
  member_id: string | null
  entry_id: string | null
  other_lesson_id: string | null
  other_member_id: string | null
  at: Date | null
  minutes: number | null
}
type SettlementRow = { finding_id: string; note: string; settled_at: Date; settled_by: string }
export type FindingPlace = { lessonId: string; organisationId: string; organisationPath: string; kind: FindingKind; startsAt: Date }

const BATCH = 1_000
const SCOPE = withinScope("s.organisation_path")
/** Of the lesson's hash in a finding's id, which is a UUID of version 8: the digits of version and variant are no others. */
const KEY_DIGITS = 28
/** Instead of a path, for lessons that are named: only the scope bounds them then. */
export const EVERYWHERE = ""
const ALL_PATHS = { from: "", to: "~" }

/** Look for what inspectors ask about, at lessons that organisations in the viewer's subtrees hold. One statement a check, whatever the number of lessons. */
export function createFindingRepository(database: Database, viewer: Viewer, { dayOf, timeZone }: { dayOf(instant: Date): string; timeZone: string }) {
  const lessons = createCompletenessRepository(database, viewer, dayOf)
  const valuesOf = (asked: Pick<FindingsAsked, "path" | "from" | "to" | "asOf" | "today" | "lessonIds" | "rules">) => {
    const { from, to } = asked.path === EVERYWHERE ? ALL_PATHS : subtreeOf(asked.path)
    const some = asked.lessonIds ? toUuids("lesson", asked.lessonIds) : null
    return [...scopeOf(viewer), from, to, asked.from, asked.to, asked.asOf, some, asked.today, JSON.stringify(asked.rules), timeZone]
  }

  /** A page of lessons with how long each took to be filed. */
  async function findCompleteness(asked: FindingsAsked, after: LessonPlace | null, limit: number): Promise<Completeness[]> {
    const rows = await lessons.findPage(asked, after, limit)
    return rows.map((row) => {
      const { countsWorkingDays } = asked.rulesAt(row.organisationPath, row.heldOn)
      return { ...row, daysToFile: row.happened === "HELD" ? daysBetween(row.heldOn, dayOf(row.filedAt ?? asked.asOf), countsWorkingDays) : 0 }
    })
  }

  async function findMissing(asked: FindingsAsked): Promise<Finding[]> {
    const found: Finding[] = []
    for (let after: LessonPlace | null = null; ;) {
      const rows: Completeness[] = await findCompleteness(asked, after, BATCH)
      for (const row of rows) {
        const { lessonId, organisationId, startsAt, organisationPath, heldOn } = row
        const rules = asked.rulesAt(organisationPath, heldOn)
        const about = { lessonId, organisationId, startsAt, memberIds: [], lessonIds: [], settlement: null, asOf: asked.asOf, rules }
        for (const { kind, rows: shown } of missingOf(row, rules)) found.push({ ...about, id: findingId(lessonId, kind), kind, rows: shown, people: shown })
      }
      const last = rows.at(-1)
      if (!last || rows.length < BATCH) return found
      after = { path: last.organisationPath, startsAt: last.startsAt, lessonId: last.lessonId }
    }
  }

  async function findByCheck(kind: FindingKind, asked: FindingsAsked): Promise<Finding[]> {
    const check = CHECKS[kind]
    if (!check) return []
    const rows = await database.readOnce<Row>(findingsText(check, SCOPE), valuesOf(asked))
    return rows.map((row) => toFinding(row, kind, asked))
  }

  return {
    findCompleteness,
    countLessons: lessons.count,
    /** Everything on which what is found depends. */
    keyOf: ({ kinds, rulesKey, ...asked }: FindingsAsked) => JSON.stringify([valuesOf(asked), asked.since, asked.until, rulesKey, kinds]),

    /** All findings, those that were settled by then with who answered for them. */
    async find(asked: FindingsAsked): Promise<Finding[]> {
      const wanted = asked.kinds ?? FINDING_KINDS
      const found = wanted.some((kind) => !CHECKS[kind]) ? (await findMissing(asked)).filter(({ kind }) => wanted.includes(kind)) : []
      for (const kind of wanted) found.push(...(await findByCheck(kind, asked)))
      return withSettlements(database, found, asked.asOf)
    },

    /** The rows that show findings of one kind, of lessons that were found within the scope: the first hundred of each. */
    async findEvidence(kind: FindingKind, lessonIds: readonly string[], asked: Omit<FindingsAsked, "rulesAt" | "rulesKey" | "kinds" | "since" | "until">) {
      const check = SHOWN[kind]
      if (!check) return []
      const values = valuesOf({ ...asked, lessonIds })
      const rows = await database.readOnce<EvidenceRow>(evidenceText(check, SCOPE), values)
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), evidence: toEvidence(row) }))
    },

    findPlace: (id: string) => findPlace(database, id),
  }
}

/** Find the lesson that a finding is about, wherever it is; whether there is such a finding is another question. */
async function findPlace(database: Database, id: string): Promise<FindingPlace | null> {
  const uuid = toUuid("finding", id).replaceAll("-", "")
  const key = uuid.slice(0, 12) + uuid.slice(13, 16) + uuid.slice(17, 30)
  const kind = FINDING_KINDS[Number.parseInt(uuid.slice(30), 16) - 1]
  if (!kind) return null
  const [row] = await database.read<{ id: string; organisation_id: string; organisation_path: string; starts_at: Date }>(
    "lesson_of_finding",
    `SELECT s.lesson_id AS id, s.organisation_id, s.organisation_path, s.starts_at FROM attendance.sheet s WHERE left(md5(s.lesson_id::text), ${KEY_DIGITS}) = $1
     UNION ALL SELECT l.id, l.organiser_id, l.organiser_path, l.starts_at FROM courses_api.lesson l
     WHERE $2 AND left(md5(l.id::text), ${KEY_DIGITS}) = $1 AND NOT EXISTS (SELECT FROM attendance.sheet s WHERE s.lesson_id = l.id) LIMIT 1`,
    [key, kind === "NOT_HELD" || kind === "CANCELLED"],
  )
  if (!row) return null
  const organisationId = toTypeId("organisation", row.organisation_id)
  return { lessonId: toTypeId("lesson", row.id), organisationId, organisationPath: row.organisation_path, kind, startsAt: row.starts_at }
}

/** Make the id of a finding: of its lesson and its kind alone, so that the same finding has the same id whenever it is looked for. */
function findingId(lessonId: string, kind: FindingKind): string {
  const key = createHash("md5").update(toUuid("lesson", lessonId)).digest("hex").slice(0, KEY_DIGITS)
  const number = (FINDING_KINDS.indexOf(kind) + 1).toString(16).padStart(2, "0")
  return toTypeId("finding", `${key.slice(0, 8)}-${key.slice(8, 12)}-8${key.slice(12, 15)}-a${key.slice(15, 18)}-${key.slice(18)}${number}`)
}

function toFinding(row: Row, kind: FindingKind, { asOf, rules }: FindingsAsked): Finding {
  const lessonId = toTypeId("lesson", row.lesson_id)
  return {
    id: findingId(lessonId, kind),
    kind,
    lessonId,
    organisationId: toTypeId("organisation", row.organisation_id),
    startsAt: row.starts_at,
    rows: row.rows,
    people: row.people,
    memberIds: (row.members ?? []).map((id) => toTypeId("member", id)),
    lessonIds: (row.lessons ?? []).map((id) => toTypeId("lesson", id)),
    settlement: null,
    asOf,
    rules,
  }
}

function toEvidence(row: EvidenceRow): FindingEvidence {
  return {
    memberId: row.member_id && toTypeId("member", row.member_id),
    entryId: row.entry_id && toTypeId("entry", row.entry_id),
    otherLessonId: row.other_lesson_id && toTypeId("lesson", row.other_lesson_id),
    otherMemberId: row.other_member_id && toTypeId("member", row.other_member_id),
    at: row.at,
    minutes: row.minutes,
  }
}

async function withSettlements(database: Database, found: readonly Finding[], asOf: Date): Promise<Finding[]> {
  if (found.length === 0) return []
  const rows = await database.read<SettlementRow>(
    "finding_settlements",
    `SELECT f.finding_id, f.note, f.settled_at, f.settled_by FROM attendance.finding_settlement f WHERE f.lesson_id = ANY($1::uuid[]) AND f.settled_at <= $2::timestamptz`,
    [[...new Set(found.map(({ lessonId }) => toUuid("lesson", lessonId)))], asOf],
  )
  const settled = new Map(rows.map((row) => [toTypeId("finding", row.finding_id), { note: row.note, settledAt: row.settled_at, settledBy: row.settled_by }]))
  return found.map((finding) => ({ ...finding, settlement: settled.get(finding.id) ?? null }))
}
