import { randomBytes, randomUUID } from "node:crypto"
import pg from "pg"
import { afterAll } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Role } from "../../subgraphs/shared/viewer.ts"

export type Place = { uuid: string; id: string; path: string; name: string }
export type Person = { uuid: string; id: string; name: string; subject: string }
export type Thing = { uuid: string; id: string }

type Row = Record<string, unknown>
type OrganisationOverrides = { name?: string; kind?: string; level?: string }
type MemberOverrides = { name?: string; pinyin?: string; initials?: string; stage?: string; participation?: string; joinedOn?: string }
type LessonOverrides = {
  title?: string
  status?: string
  category?: string
  hours?: number
  venue?: Thing
  school?: Thing
  teachers?: Thing[]
  expected?: Person[]
  waiting?: Person[]
}

export type World = Awaited<ReturnType<typeof newWorld>>

/**
 * Build a small city of one's own: a tree of city, district, street and community, to which a test adds what it is about.
 *
 * Each world has a root of its own, so that worlds in one database do not meet.
 */
export async function newWorld(ownerUrl: string) {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  afterAll(() => client.end())
  const insert = async (table: string, row: Row): Promise<string> => {
    const full: Row = table.endsWith("!") ? row : { id: randomUUID(), ...row }
    const columns = Object.keys(full)
    const values = columns.map((_, at) => `$${at + 1}`)
    await client.query(`INSERT INTO ${table.replace("!", "")} (${columns.join(", ")}) VALUES (${values.join(", ")})`, Object.values(full))
    return String(full["id"])
  }
  const segment = () => `t${randomBytes(5).toString("hex")}`
  const organisation = async (parent: Place | null, overrides: OrganisationOverrides = {}): Promise<Place> => {
    const path = `${parent?.path ?? ""}${segment()}.`
    const { name = `组织${path}`, kind = "BRANCH", level = "BRANCH" } = overrides
    const row = { parent_id: parent?.uuid ?? null, path, name, short_name: name, kind, level, setting: "COMMUNITY", founded_on: "2000-01-01" }
    const uuid = await insert("organisation.organisation", row)
    return { uuid, id: toTypeId("organisation", uuid), path, name }
  }
  const city = await organisation(null, { kind: "COMMITTEE", level: "CITY" })
  const district = await organisation(city, { kind: "COMMITTEE", level: "DISTRICT" })
  const street = await organisation(district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const community = await organisation(street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })

  const member = async (branch: Place, overrides: MemberOverrides = {}): Promise<Person> => {
    const code = segment()
    const { name = "王春梅", pinyin = "wangchunmei", initials = "wcm", stage = "FULL", participation = "DIRECT", joinedOn = "2010-07-01" } = overrides
    const uuid = await insert("people.member", {
      code,
      name,
      name_pinyin: pinyin,
      name_initials: initials,
      sex: "FEMALE",
      ethnicity: "01",
      birth_on: "1970-01-01",
      education: "20",
      stage,
      participation,
      joined_on: joinedOn,
      branch_id: branch.uuid,
      branch_path: branch.path,
    })
    await insert("people.membership", { member_id: uuid, organisation_id: branch.uuid, organisation_path: branch.path, participation, from_on: joinedOn })
    const subject = `member:${code}`
    await insert("people.account", { subject, name, member_id: uuid })
    return { uuid, id: toTypeId("member", uuid), name, subject }
  }

  return {
    client,
    insert,
    city,
    district,
    street,
    community,
    organisation,
    member,

    /** Someone who is no member, with one role at one place; gives the subject to sign in under. */
    async staff(role: Role, at: Place): Promise<string> {
      const subject = `staff:${segment()}`
      const account = await insert("people.account", { subject, name: `${role} ${at.name}` })
      await insert("people.access_grant", {
        account_id: account,
        role,
        organisation_id: at.uuid,
        organisation_path: at.path,
        granted_at: new Date("2020-01-01"),
      })
      return subject
    },

    async venue(at: Place, name = "一号教室", capacity = 60): Promise<Thing> {
      const uuid = await insert("courses.venue", {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        kind: "CLASSROOM",
        capacity,
        equipment: ["投影仪"],
      })
      return { uuid, id: toTypeId("venue", uuid) }
    },

    async school(at: Place, overrides: { name?: string; isDemonstration?: boolean } = {}): Promise<Thing> {
      const { name = "社区党校", isDemonstration = false } = overrides
      const row = {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        level: "COMMUNITY",
        is_demonstration: isDemonstration,
        established_on: "2010-01-01",
      }
      const uuid = await insert("courses.party_school", row)
      return { uuid, id: toTypeId("school", uuid) }
    },

    async teacher(at: Place, name = "赵老师"): Promise<Thing> {
      const row = {
        organisation_id: at.uuid,
        organisation_path: at.path,
        name,
        category: "PARTY_SCHOOL_LECTURER",
        unit: "区委党校",
        title: "讲师",
        subjects: ["党史"],
      }
      const uuid = await insert("courses.teacher", row)
      return { uuid, id: toTypeId("teacher", uuid) }
    },

    async lesson(organiser: Place, startsAt: string, overrides: LessonOverrides = {}): Promise<Thing> {
      const {
        title = "党章专题辅导",
        status = "PUBLISHED",
        category = "PARTY_LECTURE",
        hours = 2,
        venue,
        school,
        teachers = [],
        expected = [],
        waiting = [],
      } = overrides
      const begin = new Date(startsAt)
      const uuid = await insert("courses.lesson", {
        title,
        category,
        mode: "FACE_TO_FACE",
        status,
        starts_at: begin,
        ends_at: new Date(begin.getTime() + 2 * 3_600_000),
        planned_hours: hours,
        capacity: 60,
        school_id: school?.uuid ?? null,
        venue_id: venue?.uuid ?? null,
        organiser_id: organiser.uuid,
        organiser_path: organiser.path,
      })
      for (const [position, teacher] of teachers.entries()) await insert("courses.lesson_teacher!", { lesson_id: uuid, teacher_id: teacher.uuid, position })
      const enrol = (person: Person, state: string) => insert("courses.enrolment!", { lesson_id: uuid, member_id: person.uuid, starts_at: begin, state })
      for (const person of expected) await enrol(person, "EXPECTED")
      for (const person of waiting) await enrol(person, "WAITLISTED")
      return { uuid, id: toTypeId("lesson", uuid) }
    },

    async sheet(
      lesson: Thing,
      organiser: Place,
      counts: { expected: number; present: number; onLeave: number; absent: number; state?: string },
    ): Promise<void> {
      const { expected, present, onLeave, absent, state = "CLOSED" } = counts
      const times = { opened_at: new Date("2026-03-01T08:00:00+08:00"), closed_at: state === "OPEN" ? null : new Date("2026-03-01T12:00:00+08:00") }
      const row = {
        lesson_id: lesson.uuid,
        organisation_path: organiser.path,
        state,
        held_on: "2026-03-01",
        expected,
        present,
        on_leave: onLeave,
        absent,
        ...times,
      }
      await insert("attendance.sheet!", row)
    },

    async ruleSet(): Promise<string> {
      const row = {
        title: "试行规则",
        jurisdiction: "全国",
        source_document: "2019—2023年规划",
        status: "NATIONAL",
        effective_from: "2019-01-01",
        parameters: "{}",
      }
      return insert("attendance.rule_set", row)
    },

    async hours(person: Person, at: Place, year: number, ruleSetId: string, hours: Row = {}): Promise<void> {
      await insert("attendance.annual_hours!", {
        member_id: person.uuid,
        year,
        organisation_id: at.uuid,
        organisation_path: at.path,
        role: "MEMBER",
        is_required: true,
        required: 32,
        intensive: 8,
        collective: 20.5,
        online_raw: 6,
        online_counted: 6,
        make_up: 0,
        credited: 34.5,
        intensive_sessions: 1,
        required_intensive_sessions: 0,
        rule_set_id: ruleSetId,
        ...hours,
      })
    },
  }
}
