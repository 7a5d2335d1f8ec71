import { describe, expect, test } from "vitest"
import { problemsOfReturn } from "./known-person.ts"
import { checkCharacterOf } from "./national-id.ts"
import { type AskedPerson, problemsOfBranch, readNewcomer, recordOf } from "./newcomer.ts"

const today = "2026-11-23"
const digits = "99999919900506004"
const nationalId = digits + checkCharacterOf(digits)
const asked: AskedPerson = { name: "韦小兰", nationalId, ethnicity: "壮", education: "20" }
const full = { stage: "FULL", joinedOn: "2014-07-01", fullOn: "2015-07-01" } as const
const read = (more: Partial<AskedPerson> = {}) => readNewcomer({ ...asked, ...more }, today)
const said = (more: Partial<AskedPerson>) => read(more).problems.map(({ path }) => path.slice("person.".length))

describe("particulars", () => {
  test("are those of an applicant of today, the number saying sex and birth", () => {
    const applicant = {
      name: "韦小兰",
      sex: "FEMALE",
      nationalId,
      ethnicity: "08",
      birthOn: "1990-05-06",
      education: "20",
      mobile: null,
      code: null,
      stage: "APPLICANT",
    }
    const noDays = { activistOn: null, targetOn: null, joinedOn: null, fullOn: null }
    expect(read()).toEqual({
      newcomer: {
        ...applicant,
        ...noDays,
        appliedOn: today,
      },
      problems: [],
      warnings: [],
    })
  })

  test("are read as people write them", () => {
    expect(
      read({ name: "　韦 小兰 ", nationalId: ` ${nationalId.slice(0, 6)} ${nationalId.slice(6)}`, mobile: "0086 199-0000-0001", code: " A1 " }).newcomer,
    ).toMatchObject({
      name: "韦小兰",
      nationalId,
      mobile: "19900000001",
      code: "A1",
    })
  })

  test.each([
    [{ name: "无" }, ["name"]],
    [{ name: "李4" }, ["name"]],
    [{ nationalId: "" }, ["nationalId"]],
    [{ nationalId: `${digits}${checkCharacterOf(digits) === "0" ? "1" : "0"}` }, ["nationalId"]],
    [{ nationalId: null }, ["sex", "birthOn"]],
    [{ mobile: "199****0001" }, ["mobile"]],
    [{ birthOn: "1899-12-31" }, ["birthOn"]],
    [{ ...full, fullOn: "2014-06-30" }, ["fullOn"]],
    [{ ...full, joinedOn: "1989-01-01" }, ["joinedOn"]],
    [{ ...full, joinedOn: null }, ["joinedOn"]],
    [{ ...full, stage: "PROBATIONARY" as const }, ["fullOn"]],
    [{ activistOn: "2020-01-01", stage: "ACTIVIST" as const, appliedOn: "2020-01-02" }, ["activistOn"]],
  ])("%j is wrong in %j", (more, fields) => {
    expect(said(more)).toEqual(fields)
    expect(read(more).newcomer).toBeNull()
  })

  test("what differs from the number is kept, with a warning for each", () => {
    const { newcomer, warnings } = read({ sex: "MALE", birthOn: "1989-05-06" })
    expect(newcomer).toMatchObject({ sex: "MALE", birthOn: "1989-05-06" })
    expect(warnings).toHaveLength(2)
  })
})

test("the record has the days of the steps, and nothing that the books would know", () => {
  const { newcomer } = read(full)
  expect(newcomer && recordOf(newcomer)).toMatchObject({
    stage: "FULL",
    since: { APPLICANT: null, PROBATIONARY: "2014-07-01", FULL: "2015-07-01" },
    shortCourseOn: null,
  })
})

test("people belong to branches and joint branches", () => {
  const kinds = ["BRANCH", "JOINT_BRANCH", "TEMPORARY_BRANCH", "PARTY_GROUP", "GENERAL_BRANCH", "COMMITTEE", "WORKING_COMMITTEE"]
  expect(kinds.filter((kind) => problemsOfBranch(kind).length === 0)).toEqual(["BRANCH", "JOINT_BRANCH"])
})

test("a record of then fits whoever has its name, its code or none, and its stage or a later one", () => {
  const { newcomer } = read(full)
  if (!newcomer) throw new Error("not read")
  const known = { id: "", code: "P1", name: "韦小兰", stage: "PROBATIONARY", state: "NORMAL", branchPath: null, branchName: null } as const
  expect(problemsOfReturn(newcomer, known)).toEqual([])
  expect(problemsOfReturn({ ...newcomer, code: "P1", stage: "PROBATIONARY" }, known)).toEqual([])
  expect(problemsOfReturn({ ...newcomer, name: "韦兰", code: "P2", stage: "ACTIVIST" }, known).map(({ path }) => path)).toEqual([
    "person.name",
    "person.stage",
    "person.code",
  ])
})
