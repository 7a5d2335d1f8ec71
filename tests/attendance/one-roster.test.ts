import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { ROSTER_FILES, type RosterFile, namePartsOf } from "../../subgraphs/attendance/domain/one-roster.ts"
import { openAttendanceExtracts } from "../../subgraphs/attendance/subgraph.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { unpack } from "../kit/packages.ts"
import { NOW } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const world = await newWorld(url)
const log = openLog("tests", "silent")
const extracts = openAttendanceExtracts({ databaseUrl: appUrlsFrom(url, {}).attendance, timeZone: "Asia/Shanghai", log, now: () => NOW })
afterAll(() => extracts.close())
const [auditor, recorder] = [await world.staff("AUDITOR", world.street), await world.staff("RECORDER", world.city)]

const ask = (who: string, more: object = {}) => extracts.oneRoster(who, { organisation: world.street.id, year: 2026, asOf: null, purpose: "对接", ...more })
async function filesFor(who: string): Promise<Record<string, Record<string, string>[]>> {
  const pieces: Uint8Array[] = []
  for await (const piece of (await ask(who)) ?? []) pieces.push(piece)
  return Object.fromEntries(
    unpack(Buffer.concat(pieces)).map(({ name, content }) => {
      const [head = "", ...rows] = content.toString().split("\r\n").slice(0, -1)
      const names = head.split(",")
      expect(head).toBe(HEADS[name])
      return [
        name,
        rows.map((row) =>
          Object.fromEntries(row.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell, at) => [names[at], cell.replace(/^"|"$/g, "").replaceAll('""', '"')])),
        ),
      ]
    }),
  )
}

/** The heads of the files and the order of the control file, as the binding 1.2 has them, copied here and not from our own list. */
const HEADS: Record<string, string> = {
  "academicSessions.csv": "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
  "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
  "users.csv":
    "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
  "roles.csv": "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
  "courses.csv": "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
  "classes.csv":
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
  "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
  "manifest.csv": "propertyName,value",
}
const PROPERTIES =
  "manifest.version oneroster.version file.academicSessions file.categories file.classes file.classResources file.courses file.courseResources file.demographics file.enrollments file.lineItemLearningObjectiveIds file.lineItems file.lineItemScoreScales file.orgs file.resources file.resultLearningObjectiveIds file.results file.resultScoreScales file.roles file.scoreScales file.userProfiles file.userResources file.users source.systemName source.systemCode"

/** Which values the binding knows, and which file's ids a column holds. */
const ENUMERATIONS: Record<string, string[]> = {
  "academicSessions.type": ["gradingPeriod", "semester", "schoolYear", "term"],
  "orgs.type": ["department", "school", "district", "local", "state", "national"],
  "users.enabledUser": ["true", "false"],
  "roles.roleType": ["primary", "secondary"],
  "roles.role": [
    "aide",
    "counselor",
    "districtAdministrator",
    "guardian",
    "parent",
    "principal",
    "proctor",
    "relative",
    "siteAdministrator",
    "student",
    "systemAdministrator",
    "teacher",
  ],
  "classes.classType": ["homeroom", "scheduled"],
  "enrollments.role": ["administrator", "proctor", "student", "teacher"],
  "enrollments.primary": ["true", "false"],
}
const REFERENCES: Record<string, RosterFile> = {
  "academicSessions.parentSourcedId": "academicSessions",
  "orgs.parentSourcedId": "orgs",
  "users.primaryOrgSourcedId": "orgs",
  "roles.userSourcedId": "users",
  "roles.orgSourcedId": "orgs",
  "courses.orgSourcedId": "orgs",
  "courses.schoolYearSourcedId": "academicSessions",
  "classes.courseSourcedId": "courses",
  "classes.schoolSourcedId": "orgs",
  "classes.termSourcedIds": "academicSessions",
  "enrollments.classSourcedId": "classes",
  "enrollments.schoolSourcedId": "orgs",
  "enrollments.userSourcedId": "users",
}

/** Find what the binding would not take. */
function problemsOf(files: Record<string, Record<string, string>[]>): string[] {
  return (Object.keys(ROSTER_FILES) as RosterFile[]).flatMap((file) =>
    (files[`${file}.csv`] ?? []).flatMap((row) =>
      ROSTER_FILES[file].split(" ").flatMap((given) => {
        const [column, name] = [given.replace("!", ""), `${file}.${given.replace("!", "")}`]
        const value = row[column] ?? ""
        const target = REFERENCES[name]
        return [
          ...(given.endsWith("!") && value === "" ? [`${name} is blank`] : []),
          ...(["status", "dateLastModified"].includes(column) && value !== "" ? [`${name} is not blank`] : []),
          ...(ENUMERATIONS[name] && value && !ENUMERATIONS[name].includes(value) ? [`${name} is ${value}`] : []),
          ...(target && value && !files[`${target}.csv`]?.some(({ sourcedId }) => sourcedId === value) ? [`${name} points nowhere: ${value}`] : []),
          ...(column.endsWith("Date") && value && !/^\d{4}-\d\d-\d\d$/.test(value) ? [`${name} is no day`] : []),
        ]
      }),
    ),
  )
}

describe("a handing over of rosters", () => {
  test("has nothing of classes where there are none, and says so", async () => {
    const files = await filesFor(auditor)
    expect(Object.keys(files)).not.toContain("classes.csv")
    expect(files["manifest.csv"]).toContainEqual({ propertyName: "file.classes", value: "absent" })
  })

  test("holds organisations, people, classes and who is in them, as the binding wants it", async () => {
    const branch = await world.organisation(world.community)
    const [wang, ou, aynur, outside] = [
      await world.member(branch, { name: "王春梅" }),
      await world.member(branch, { name: "欧阳娜" }),
      await world.member(branch, { name: "阿依努尔·买买提" }),
      await world.member(await world.organisation(world.city)),
    ]
    const row = { organisation_id: world.street.uuid, organisation_path: world.street.path, level: "STREET", year: 2026, name: "第一期,培训班" }
    const uuid = await world.insert("courses.training_class", { ...row, starts_on: "2026-03-01", ends_on: "2026-03-05", planned_places: 40, hours: 24 })
    for (const person of [wang, ou, outside]) await world.insert("courses.class_place", { class_id: uuid, member_id: person.uuid }, false)
    await world.insert("courses.class_place", { class_id: uuid, member_id: aynur.uuid, state: "WITHDRAWN" }, false)
    const files = await filesFor(auditor)
    expect(problemsOf(files)).toEqual([])
    const classId = toTypeId("class", uuid)
    expect(files["classes.csv"]).toMatchObject([
      { sourcedId: classId, title: "第一期,培训班", schoolSourcedId: `${world.street.id}.school`, classType: "scheduled" },
    ])
    expect(files["orgs.csv"]?.map(({ type }) => type).sort()).toEqual(["department", "department", "department", "school"])
    expect(files["users.csv"]?.map(({ familyName, givenName }) => `${familyName}|${givenName}`).sort()).toEqual(["买买提|阿依努尔", "欧阳|娜", "王|春梅"])
    expect(files["users.csv"]?.every(({ email, sms, phone, password }) => [email, sms, phone, password].every((one) => one === ""))).toBe(true)
    expect(files["enrollments.csv"]?.map(({ userSourcedId }) => userSourcedId).sort()).toEqual([wang.id, ou.id].sort())
    expect(files["manifest.csv"]?.filter(({ value }) => value === "bulk").map(({ propertyName }) => propertyName)).toEqual(
      ["academicSessions", "classes", "courses", "enrollments", "orgs", "roles", "users"].map((name) => `file.${name}`),
    )
    expect(files["manifest.csv"]?.map(({ propertyName }) => propertyName).join(" ")).toBe(PROPERTIES)
    // A session ends before its `endDate`.
    expect(files["academicSessions.csv"]).toMatchObject([
      { type: "schoolYear", startDate: "2026-01-01", endDate: "2027-01-01", schoolYear: "2026" },
      { type: "term", startDate: "2026-01-01", endDate: "2027-01-01", schoolYear: "2026" },
    ])
    expect(problemsOf({ ...files, "orgs.csv": [] })).not.toEqual([])
    expect(problemsOf({ ...files, "roles.csv": [{ sourcedId: "x", role: "cook" }] })).toEqual(
      expect.arrayContaining(["roles.role is cook", "roles.userSourcedId is blank"]),
    )
  })

  test("is for whoever may have the ledger verified there", async () => {
    for (const who of [recorder, "nobody"]) expect(await ask(who)).toBeNull()
    expect(await ask(auditor, { organisation: world.city.id })).toBeNull()
  })

  test("splits names into what the binding asks for", () => {
    expect(["诸葛亮", "欧阳", "李", "买买提·艾力·库尔班"].map(namePartsOf)).toEqual([
      { family: "诸葛", given: "亮" },
      { family: "欧", given: "阳" },
      { family: "李", given: "李" },
      { family: "艾力·库尔班", given: "买买提" },
    ])
  })
})
