import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { PaperLine } from "../domain/paper-line.ts"
import { problemsOfLine, problemsOfPaper, repeatedPlaces } from "../domain/paper-problems.ts"
import { MOST_PAPERS, warningsOf } from "../domain/paper-sheet.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { matchWrittenNames } from "./match-written-names.ts"
import { takeSheet } from "./take-sheet.ts"

/** One line as it is typed. `branch` and `mobileTail` help to find who is meant, and are not kept. */
export type TypedLine = {
  page?: number | null
  line: number
  column?: number | null
  writtenName?: string | null
  branch?: string | null
  mobileTail?: string | null
  member?: string | null
  isIllegible?: boolean | null
  hasSigned?: boolean | null
  arrivedAt?: Date | null
  leftAt?: Date | null
  remark?: string | null
}

export type AskedPaper = Partial<Record<"expected" | "present" | "onLeave" | "absent", number | null>> &
  Partial<Record<"host" | "recorder" | "checkedOn" | "clientMutationKey", string | null>> & {
    lesson: string
    pages?: number | null
    evidence?: readonly string[] | null
    lines?: readonly TypedLine[] | null
  }

type Refusal = NotAllowed | InvalidInput | InvalidState

/**
 * Add a paper sheet (纸质签到表) to a lesson's sheet: its scan, what its foot says, and its lines as far as they can be read.
 *
 * Who is meant by a name is looked for within the lesson's list and never guessed; what stays open is resolved line by line. Nothing stands in the ledger for it until
 * it is applied. A sheet that turns up after the closing is added all the same: it proves corrections. Gives its id.
 *
 * @throws {BadInput} when an id is none.
 */
export function addPaperSheet(context: Pick<AttendanceContext, "viewer" | "change">, input: AskedPaper): Promise<Result<{ paperId: string }, Refusal>> {
  const lines = (input.lines ?? []).map(lineFrom)
  return context.change({ mutation: "addPaperSheet", input }, async (writers): Promise<Result<{ paperId: string }, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "FILE" })
    if (!taken.ok) return taken
    const sheet = taken.value
    const paper = paperFrom(input, sheet)
    const problems = [
      ...problemsOfPaper(paper, lines.length),
      ...lines.slice(0, 500).flatMap((line, at) => problemsOfLine(line, paper.pages, sheet, `lines.${at}`)),
      ...repeatedPlaces(lines),
      ...badTails(input.lines ?? []),
      ...(await unknownPeople(writers, sheet.lessonId, lines)),
    ]
    if (problems.length > 0) return invalidInput(...problems.slice(0, 100))
    if ((await writers.papers.count(sheet.lessonId)) >= MOST_PAPERS) return invalidState("TOO_MANY_PAPERS", `A lesson has at most ${MOST_PAPERS} paper sheets.`)
    const evidence = await writers.evidence.keep(input.evidence ?? [], { organisationPath: sheet.organisationPath, memberId: null })
    if (!evidence.ok) return evidence

    const known = await withFoundPeople(writers, sheet, lines, input.lines ?? [])
    const paperId = await writers.papers.add({ ...paper, evidence: evidence.value }, known)
    const after = { pages: paper.pages, lines: known.length, warnings: warningsOf({ ...paper, ...sheet }, known).map(({ code }) => code) }
    const act = { kind: "PAPER_ADDED", subjectUuid: toUuid("paper", paperId), organisationId: sheet.organisationId } as const
    await writers.ledger.note([{ ...act, lessonId: sheet.lessonId, after, evidence: evidence.value }])
    return done({ paperId })
  })
}

function lineFrom(typed: TypedLine, at: number): PaperLine {
  const { page, line, column, writtenName, member, isIllegible, hasSigned, arrivedAt, leftAt, remark } = typed
  return {
    page: page ?? 1,
    line,
    column: column ?? 1,
    writtenName: trimmed(writtenName),
    memberId: member == null ? null : requireId(`input.lines.${at}.member`, member, "member"),
    isIllegible: isIllegible ?? false,
    hasSigned: hasSigned ?? true,
    arrivedAt: arrivedAt ?? null,
    leftAt: leftAt ?? null,
    remark: trimmed(remark),
    appliedAt: null,
  }
}

function paperFrom(input: AskedPaper, { lessonId }: StoredSheet) {
  const { pages, expected = null, present = null, onLeave = null, absent = null, host, recorder, checkedOn = null } = input
  return { lessonId, pages: pages ?? 1, expected, present, onLeave, absent, host: trimmed(host), recorder: trimmed(recorder), checkedOn }
}

function badTails(lines: readonly TypedLine[]) {
  return lines.flatMap(({ mobileTail, branch }, at) => [
    ...(mobileTail == null || /^\d{4}$/.test(mobileTail.normalize("NFKC").trim()) ? [] : [{ path: `lines.${at}.mobileTail`, message: "Four digits." }]),
    ...(branch == null || [...branch].length <= 200 ? [] : [{ path: `lines.${at}.branch`, message: "At most 200 characters." }]),
  ])
}

/** People whom the viewer may not name, and people who are named twice: hidden and absent are the same. */
async function unknownPeople({ listed }: AttendanceWriters, lessonId: string, lines: readonly PaperLine[]) {
  const named = lines.flatMap(({ memberId }) => memberId ?? [])
  const nameable = named.length > 0 ? await listed.findNameable(lessonId, named) : new Set<string>()
  return lines.flatMap(({ memberId }, at) => {
    if (memberId === null) return []
    if (!nameable.has(memberId)) return [{ path: `lines.${at}.member`, message: "There is no such person for you." }]
    const isRepeated = lines.findIndex((line) => line.memberId === memberId) < at
    return isRepeated ? [{ path: `lines.${at}.member`, message: "This person stands in another line already." }] : []
  })
}

/** Two lines that mean one person are both left open: one of them is somebody else, or somebody signed twice. */
async function withFoundPeople(writers: AttendanceWriters, sheet: StoredSheet, lines: readonly PaperLine[], typed: readonly TypedLine[]): Promise<PaperLine[]> {
  const asked = lines.flatMap(({ memberId, isIllegible, writtenName }, at) => (memberId === null && !isIllegible && writtenName !== null ? [at] : []))
  const names = asked.map((at) => ({
    name: lines[at]?.writtenName ?? "",
    branch: trimmed(typed[at]?.branch),
    tail: typed[at]?.mobileTail?.normalize("NFKC").trim() ?? null,
  }))
  const found = await matchWrittenNames(writers.listed, sheet, names)
  const people = lines.map(({ memberId }) => memberId)
  asked.forEach((at, place) => {
    const match = found[place]?.match
    people[at] = match?.ok ? match.memberId : null
  })
  const times = new Map<string | null, number>()
  for (const person of people) times.set(person, (times.get(person) ?? 0) + 1)
  return lines.map((line, at) => {
    const person = people[at] ?? null
    const isGiven = line.memberId !== null
    return { ...line, memberId: isGiven || times.get(person) === 1 ? person : null }
  })
}
