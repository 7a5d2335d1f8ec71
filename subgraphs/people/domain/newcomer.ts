import type { FieldProblem } from "../../shared/result.ts"
import { type Cell, cleanCell, readName } from "../../shared/tables/cell.ts"
import type { Stage } from "./member.ts"
import { readMobile, readNumber } from "./roster-cell.ts"
import { readEducation, readEthnicity } from "./roster-words.ts"
import { type PartyRecord, STAGES, problemsOfStepDay } from "./stages.ts"
import { LONGEST_NAME, trimmed, problemsOfOptionalText, problemsOfText } from "../../shared/text.ts"

type Sex = "MALE" | "FEMALE"
type Day = string | null
type Days = { appliedOn: Day; activistOn: Day; targetOn: Day; joinedOn: Day; fullOn: Day }

/** The particulars of a person as somebody filled them in. */
export type AskedPerson = { [Field in "nationalId" | "birthOn" | "mobile" | "code" | keyof Days]?: string | null } & {
  name: string
  sex?: Sex | null
  ethnicity: string
  education: string
  stage?: Stage | null
}

/** The particulars as the books keep them: codes for words, the name in one spelling. Numbers and mobiles are not sealed yet. */
export type Newcomer = Days & {
  name: string
  sex: Sex
  nationalId: string | null
  ethnicity: string
  birthOn: string
  education: string
  mobile: string | null
  code: string | null
  stage: Stage
}

/** Where each step's day stands among the particulars. */
export const FIELD_OF_STAGE = {
  APPLICANT: "appliedOn",
  ACTIVIST: "activistOn",
  DEVELOPMENT_TARGET: "targetOn",
  PROBATIONARY: "joinedOn",
  FULL: "fullOn",
} as const satisfies Record<Stage, keyof Days>

/** A temporary branch has people for a time who go on belonging elsewhere. */
const BRANCHES: ReadonlySet<string> = new Set(["BRANCH", "JOINT_BRANCH"])
const EARLIEST_BIRTH = "1900-01-01"
const MASKED = "This is masked; give it whole or leave it out."

/**
 * Read the particulars of a person as rosters are read, strictly: everything that is wrong with them, or the person. Paths begin `person.`.
 *
 * Sex and day of birth may be left out where the citizen's number says them. Where both are given and differ, what is written is kept and
 * a warning says so: the birth by the files (档案) is not always the one of the number.
 */
export function readNewcomer(asked: AskedPerson, today: string): { newcomer: Newcomer | null; problems: FieldProblem[]; warnings: string[] } {
  const problems: FieldProblem[] = []
  const say = (field: string, message: string) => void problems.push({ path: `person.${field}`, message })
  const name = textOf("name", asked.name, readName, problems)
  const identity = asked.nationalId == null ? null : textOf("nationalId", asked.nationalId, (text) => readNumber(text, today), problems)
  const ethnicity = textOf("ethnicity", asked.ethnicity, wordOf(readEthnicity, "Write a nationality as 壮族, or its code of GB/T 3304."), problems)
  const education = textOf("education", asked.education, wordOf(readEducation, "Write a level as 大学本科, or its code of GB/T 4658."), problems)
  const mobile = asked.mobile == null ? null : textOf("mobile", asked.mobile, readMobile, problems)
  problems.push(...problemsOfOptionalText("person.code", asked.code, LONGEST_NAME))

  const sex = asked.sex ?? identity?.sex ?? null
  if (sex === null && problems.every(({ path }) => path !== "person.nationalId")) say("sex", "This is needed where no citizen's number says it.")
  const birthOn = asked.birthOn ?? identity?.birthOn ?? null
  if (birthOn === null && problems.every(({ path }) => path !== "person.nationalId")) say("birthOn", "This is needed where no citizen's number says it.")
  if (birthOn !== null && (birthOn > today || birthOn < EARLIEST_BIRTH)) say("birthOn", `Nobody was born on ${birthOn}; today is ${today}.`)

  const stage = asked.stage ?? "APPLICANT"
  const days = daysOf(asked, stage, today)
  problems.push(...problemsOfDays(days, stage, birthOn, today))
  if (problems.length > 0 || name === null || sex === null || birthOn === null || ethnicity === null || education === null) {
    return { newcomer: null, problems, warnings: [] }
  }
  const person = { name, sex, nationalId: identity?.number ?? null, ethnicity, birthOn, education, mobile, code: trimmed(asked.code), stage }
  const warnings = [
    ...(identity && identity.birthOn !== birthOn ? [`The citizen's number says a birth on ${identity.birthOn}; the day as written is kept.`] : []),
    ...(identity && identity.sex !== sex ? [`The 17th digit of the citizen's number says ${identity.sex}; the sex as written is kept.`] : []),
  ]
  return { newcomer: { ...person, ...days }, problems: [], warnings }
}

/** Find whether people can belong to an organisation of this kind: everybody is organised in a branch (《中国共产党章程》第八条). */
export function problemsOfBranch(kind: string): FieldProblem[] {
  if (BRANCHES.has(kind)) return []
  return [{ path: "organisation", message: "People belong to a branch or a joint branch (《中国共产党章程》第八条); name one at or below this organisation." }]
}

/** Give a person's way into the Party as the rules see it; nothing is in the books yet but what is written here. */
export function recordOf({ birthOn, stage, ...days }: Newcomer): PartyRecord {
  return { birthOn, stage, since: sinceOf(days), probationTo: null, shortCourseOn: null }
}

function daysOf(asked: AskedPerson, stage: Stage, today: string): Days {
  const { appliedOn = null, activistOn = null, targetOn = null, joinedOn = null, fullOn = null } = asked
  return { appliedOn: appliedOn ?? (stage === "APPLICANT" ? today : null), activistOn, targetOn, joinedOn, fullOn }
}

function sinceOf({ appliedOn, activistOn, targetOn, joinedOn, fullOn }: Days): PartyRecord["since"] {
  return { APPLICANT: appliedOn, ACTIVIST: activistOn, DEVELOPMENT_TARGET: targetOn, PROBATIONARY: joinedOn, FULL: fullOn }
}

/** The day of the stage is needed, and of the admission for a full member; days come in the order of the steps, and none after the stage. */
function problemsOfDays(days: Days, stage: Stage, birthOn: string | null, today: string): FieldProblem[] {
  const since: PartyRecord["since"] = sinceOf({ appliedOn: null, activistOn: null, targetOn: null, joinedOn: null, fullOn: null })
  return STAGES.flatMap((step, at) => {
    const path = `person.${FIELD_OF_STAGE[step]}`
    const day = days[FIELD_OF_STAGE[step]]
    const isNeeded = step === stage || (step === "PROBATIONARY" && stage === "FULL")
    if (day === null) return isNeeded ? [{ path, message: `The day of this step is needed for somebody at ${stage}.` }] : []
    if (at > STAGES.indexOf(stage)) return [{ path, message: `This step lies behind ${stage}; leave the day out or change the stage.` }]
    const found = problemsOfStepDay({ birthOn: "", stage, since: { ...since }, probationTo: null, shortCourseOn: null }, step, day, today)
    since[step] = day
    if (birthOn !== null && day < birthOn) return [{ path, message: `This lies before the birth, on ${birthOn}.` }]
    return found.map(({ message }) => ({ path, message }))
  })
}

function wordOf(read: (text: string) => string | null, hint: string): (text: string) => Cell<string> {
  return (text) => {
    const value = read(text)
    return value === null ? { ok: false, code: "UNKNOWN_WORD", message: `"${text.slice(0, 30)}" is not known. ${hint}` } : { ok: true, value }
  }
}

/** Read one text; what is wrong with it joins the problems. */
function textOf<Value>(field: string, text: string, read: (text: string) => Cell<Value>, problems: FieldProblem[]): Value | null {
  const path = `person.${field}`
  const found = problemsOfText(path, text, LONGEST_NAME)
  const clean = cleanCell(text)
  if (found.length === 0 && clean === "") found.push({ path, message: "This says nothing; fill it in or leave it out." })
  const cell = found.length === 0 ? read(clean) : null
  if (cell?.ok === false) found.push({ path, message: cell.message })
  if (cell?.ok && cell.value === null) found.push({ path, message: MASKED })
  problems.push(...found)
  return cell?.ok ? cell.value : null
}
