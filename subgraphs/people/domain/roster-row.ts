import { readName, readYesNo } from "../../shared/tables/cell.ts"
import { oneYearAfter, readDay } from "../../shared/tables/day.ts"
import type { Heading } from "../../shared/tables/heading.ts"
import type { UnderstoodRow } from "../../shared/tables/row-problem.ts"
import { type RowReader, rowReader } from "../../shared/tables/row-reader.ts"
import type { TableRow } from "../../shared/tables/rows.ts"
import type { DayField, RosterRecord } from "./import.ts"
import { readMobile, readNumber } from "./roster-cell.ts"
import { HEADINGS, type RosterField } from "./roster-headings.ts"
import { choices, readEducation, readEthnicity, readParticipation, readPost, readSex, readStage, readState } from "./roster-words.ts"

/** The longest texts, in characters. */
const LONGEST: Partial<Record<RosterField, number>> = { code: 64, branch: 200, destination: 200, cardNumber: 64, homeUnit: 200, remark: 2_000, post: 64 }

/** Understand one row of a member roster (党员花名册): each cell by itself, then what two of them say of the same thing. */
export function readRosterRow(row: TableRow, heading: Heading<RosterField>, today: string): UnderstoodRow<RosterRecord> {
  const reader = rowReader(row, heading, HEADINGS)
  const { say, take, day, word, problems } = reader
  const text = (field: RosterField) => reader.text(field, LONGEST[field])
  const number = text("nationalId")
  const identity = number === "" ? null : take("nationalId", readNumber(number, today))
  const born = text("birthOn")
  const mobile = text("mobile")
  const name = take("name", readName(text("name")))
  const record: RosterRecord = {
    code: text("code") || null,
    name: name ?? "",
    sex: word("sex", text("sex"), readSex, choices.sex),
    nationalId: identity?.number ?? null,
    ethnicity: word("ethnicity", text("ethnicity"), readEthnicity, choices.ethnicity),
    birthOn: /\*/.test(born) ? null : birthOf(reader, born, identity?.birthOn ?? null, today),
    education: word("education", text("education"), readEducation, choices.education),
    stage: word("stage", text("stage"), readStage, choices.stage),
    branch: text("branch") || null,
    appliedOn: day("appliedOn", text("appliedOn"), today),
    activistOn: day("activistOn", text("activistOn"), today),
    targetOn: day("targetOn", text("targetOn"), today),
    joinedOn: day("joinedOn", text("joinedOn"), today),
    fullOn: day("fullOn", text("fullOn"), today),
    post: word("post", text("post"), readPost, choices.post),
    state: word("state", text("state"), readState, choices.state),
    participation: word("participation", text("participation"), readParticipation, choices.participation),
    isFloating: word("isFloating", text("isFloating"), readYesNo),
    destination: text("destination") || null,
    cardNumber: text("cardNumber") || null,
    mobile: mobile === "" ? null : take("mobile", readMobile(mobile), "WARNING"),
    homeUnit: text("homeUnit") || null,
    belongsSince: day("belongsSince", text("belongsSince"), today),
    remark: text("remark") || null,
    months: reader.months as DayField[],
  }
  if (name === null && !problems.some(({ code }) => code === "NOT_A_NAME" || code === "FORMULA")) say("name", "MISSING", "The name is missing.")
  compare(reader, record, identity)
  return { line: row.line, record, problems }
}

/** The number's day of birth is more exact than a month, and stands in for a birth date that is not given. */
function birthOf({ day, say }: RowReader<RosterField>, text: string, byNumber: string | null, today: string): string | null {
  if (text === "") return byNumber
  const read = readDay(text, today)
  if (read.ok && read.isMonth && byNumber?.startsWith(read.day.slice(0, 7))) return byNumber
  const written = day("birthOn", text, today)
  if (written && byNumber && written !== byNumber) {
    say("birthOn", "DIFFERS_FROM_NUMBER", `The citizen's number says ${byNumber}; the birth date as written is kept.`, "WARNING")
  }
  return written
}

function compare({ say, nameOf, problems }: RowReader<RosterField>, record: RosterRecord, identity: { sex: "MALE" | "FEMALE" } | null): void {
  if (identity && record.sex && identity.sex !== record.sex) {
    say("sex", "DIFFERS_FROM_NUMBER", `The 17th digit of the citizen's number says ${identity.sex === "MALE" ? "男" : "女"}.`, "WARNING")
  }
  if (identity && !record.sex) record.sex = identity.sex
  const { joinedOn, fullOn, stage, birthOn, months } = record
  const isRefused = (field: RosterField) => problems.some(({ column, severity }) => severity === "ERROR" && column === nameOf(field))
  if (joinedOn && birthOn && joinedOn < birthOn) say("joinedOn", "BEFORE_BIRTH", "The day of admission lies before the birth.")
  if (joinedOn && fullOn && fullOn < joinedOn) say("fullOn", "BEFORE_ADMISSION", "Full membership cannot begin before the admission.")
  else if (joinedOn && fullOn && isShort(joinedOn, fullOn, months)) {
    // 党章 Art. 7: probation lasts a year.
    say("fullOn", "SHORT_PROBATION", "Probation lasts a year; here it is shorter.", "WARNING")
  }
  if ((stage === "FULL" || stage === "PROBATIONARY") && !joinedOn && !isRefused("joinedOn"))
    say("joinedOn", "MISSING", "A member's day of admission is not given.", "WARNING")
  if (stage === "FULL" && joinedOn && !fullOn && !isRefused("fullOn"))
    say("fullOn", "MISSING", "A full member's day of full membership is not given.", "WARNING")
  if (stage && stage !== "FULL" && fullOn) say("fullOn", "NOT_FULL", "A day of full membership is given for somebody who is no full member.")
  if (stage && stage !== "FULL" && stage !== "PROBATIONARY" && joinedOn)
    say("joinedOn", "NOT_ADMITTED", "A day of admission is given for somebody who is no member.")
}

/** Probation was shorter than a year; of a day known by its month alone the last that it can be is meant. */
function isShort(joinedOn: string, fullOn: string, months: readonly DayField[]): boolean {
  const passed = oneYearAfter(joinedOn)
  return months.includes("fullOn") ? fullOn.slice(0, 7) < passed.slice(0, 7) : fullOn < passed
}
