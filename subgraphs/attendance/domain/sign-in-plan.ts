import { type RowProblem, MOST_CANDIDATES, isWrong } from "../../shared/tables/row-problem.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import type { AttendanceState } from "./annual-hours.ts"
import type { Listed, Match } from "./name-match.ts"
import { saidBy } from "./paper-line.ts"
import { type PlannedSignIn } from "./sheet-import.ts"
import type { SignInRecord } from "./sign-in-row.ts"

/** The lesson that a sheet must be of. `instantOf` turns minutes of its day into an instant. */
export type SignInLesson = { startsAt: Date; endsAt: Date; instantOf(minute: number): Date }
type Found = { match: Match; isListed: boolean }
type Names = { name: string; arrival: string; departure: string; remark: string }

/** Who comes hours before the beginning opens the room; who comes earlier wrote another time. */
const AROUND_MS = 3 * 3_600_000
const COLUMNS: Names = { name: "姓名", arrival: "签到时间", departure: "签退时间", remark: "备注" }

/** Say what becomes of each row: who it is, what it says of them, and what keeps it out. Two rows that mean one person are both kept out. */
export function planSignIns(rows: readonly UnderstoodRow<SignInRecord>[], found: readonly Found[], lesson: SignInLesson): PlannedSignIn[] {
  const people = found.map(({ match }) => (match.ok ? match.memberId : null))
  return rows.map(({ line, record, problems: wrong }, at) => {
    const one = found[at] ?? { match: { ok: false, why: "UNKNOWN", candidates: [] }, isListed: false }
    const [arrivedAt, leftAt] = [record.arrivedMinute, record.leftMinute].map((minute) => (minute === null ? null : lesson.instantOf(minute)))
    const times = { arrivedAt: arrivedAt ?? null, leftAt: leftAt ?? null }
    const said = saidBy({ ...record, ...times }, lesson)
    const memberId = people[at] ?? null
    const isRepeated = memberId !== null && people.filter((person) => person === memberId).length > 1
    const problems = [
      ...wrong,
      ...(record.name === "" ? [] : aboutPerson(one)),
      ...(isRepeated ? [problem("name", "SAME_PERSON_TWICE", "Two rows mean this person. One of them is somebody else, or one too many.")] : []),
      ...aboutTimes(record, times, said, lesson),
    ]
    const says = said === "NOTHING" || said === "CONTRADICTORY" ? null : said
    const isOut = isWrong(problems)
    return {
      line,
      column: record.column,
      number: record.number,
      writtenName: record.name,
      remark: record.remark,
      memberId: isOut ? null : memberId,
      isListed: one.isListed,
      says: isOut ? null : says,
      problems,
      arrivedAt: times.arrivedAt?.toISOString() ?? null,
      leftAt: times.leftAt?.toISOString() ?? null,
      outcome: isOut ? "ERROR" : problems.length > 0 ? "WARNING" : "OK",
    }
  })
}

function aboutPerson({ match, isListed }: Found): RowProblem[] {
  if (match.ok) {
    return [
      ...(isListed ? [] : [warning("name", "NOT_ON_LIST", "The person is not on the lesson's list: they wait among the walk-ins until somebody decides.")]),
      ...match.doubts.map((doubt) =>
        doubt === "TAIL_DIFFERS"
          ? warning("name", doubt, "The last four digits are not those of the mobile in the books; the name alone was found.")
          : warning("name", doubt, "The books have the person in another branch; the last four digits say that it is the one."),
      ),
    ]
  }
  const candidates = match.candidates.slice(0, MOST_CANDIDATES).map(label)
  if (match.why === "UNKNOWN") return [problem("name", "UNKNOWN_PERSON", "Nobody on the lesson's list is called so, nor anybody below the organiser.")]
  const message =
    match.why === "OTHER_BRANCH"
      ? "Nobody of this name and branch is known here. Correct the branch, or write the last four digits of the mobile."
      : "Several could be meant, or somebody who is not on the list. Write the branch and the last four digits of the mobile."
  return [problem("name", match.why === "OTHER_BRANCH" ? "OTHER_BRANCH" : "AMBIGUOUS_PERSON", message, candidates)]
}

type Times = { arrivedAt: Date | null; leftAt: Date | null }

function aboutTimes(
  { hasSigned, remark }: SignInRecord,
  { arrivedAt, leftAt }: Times,
  said: AttendanceState | "NOTHING" | "CONTRADICTORY",
  { startsAt, endsAt }: SignInLesson,
): RowProblem[] {
  if (said === "CONTRADICTORY") return [problem("remark", "SIGNED_AND_EXCUSED", "The row is signed, and the remark says that the person was not there.")]
  if (!hasSigned && (arrivedAt || leftAt)) return [problem("arrival", "TIME_WITHOUT_SIGNATURE", "There is a time and no signature. Write 签 if it was signed.")]
  if (said === "NOTHING")
    return [warning("name", "NOT_SIGNED", "Neither signed nor excused: nothing is recorded, and the sheet waits for a word on this person.")]
  if (arrivedAt && leftAt && leftAt < arrivedAt) return [problem("departure", "LEFT_BEFORE_COMING", "Nobody leaves before they have come.")]
  const isFar = (time: Date | null) => time !== null && (time.getTime() < startsAt.getTime() - AROUND_MS || time.getTime() > endsAt.getTime() + AROUND_MS)
  return [
    ...(isFar(arrivedAt) || (arrivedAt && arrivedAt >= endsAt) ? [warning("arrival", "OUTSIDE_LESSON", "The time lies outside the lesson.")] : []),
    ...(isFar(leftAt) ? [warning("departure", "OUTSIDE_LESSON", "The time lies outside the lesson.")] : []),
    ...(arrivedAt && arrivedAt <= startsAt && /迟到/u.test(remark ?? "")
      ? [warning("remark", "REMARK_DIFFERS", "The remark says late, the time does not. The time is taken.")]
      : []),
    ...(leftAt && leftAt >= endsAt && /早退/u.test(remark ?? "")
      ? [warning("remark", "REMARK_DIFFERS", "The remark says early, the time does not. The time is taken.")]
      : []),
  ]
}

function problem(field: keyof Names, code: string, message: string, candidates: string[] = []): RowProblem {
  return { column: COLUMNS[field], code, message, severity: "ERROR", candidates }
}

function warning(field: keyof Names, code: string, message: string): RowProblem {
  return { column: COLUMNS[field], code, message, severity: "WARNING", candidates: [] }
}

function label({ name, branchNames }: Listed): string {
  return branchNames[0] ? `${name}（${branchNames[0]}）` : name
}
