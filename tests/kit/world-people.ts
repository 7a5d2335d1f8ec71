import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import type { Role } from "../../subgraphs/shared/viewer.ts"
import { type Insert, unique } from "./insert.ts"
import type { Person, Place } from "./things.ts"

type MemberOverrides = { name?: string; pinyin?: string; initials?: string; stage?: string; participation?: string; joinedOn?: string }

/** What a world can add of people. */
export function peopleIn(insert: Insert) {
  return {
    /** Someone with a Party record who takes part in a branch, with a membership and an account. */
    async member(branch: Place, overrides: MemberOverrides = {}): Promise<Person> {
      const code = unique()
      const { name = "王春梅", pinyin = "wangchunmei", initials = "wcm", stage = "FULL", participation = "DIRECT", joinedOn = "2010-07-01" } = overrides
      const person = { code, name, name_pinyin: pinyin, name_initials: initials, sex: "FEMALE", ethnicity: "01", birth_on: "1970-01-01", education: "20" }
      const isMember = stage === "FULL" || stage === "PROBATIONARY"
      const dates = { applied_on: joinedOn, joined_on: isMember ? joinedOn : null, full_on: stage === "FULL" ? joinedOn : null }
      const record = { stage, participation, ...dates, branch_id: branch.uuid, branch_path: branch.path }
      const uuid = await insert("people.member", { ...person, ...record })
      await insert("people.membership", { member_id: uuid, organisation_id: branch.uuid, organisation_path: branch.path, participation, from_on: joinedOn })
      const subject = `member:${code}`
      await insert("people.account", { subject, name, member_id: uuid })
      return { uuid, id: toTypeId("member", uuid), name, subject }
    },

    /** Someone who is no member, with one role at one place; gives the subject to sign in under. */
    async staff(role: Role, at: Place): Promise<string> {
      const subject = `staff:${unique()}`
      const account = await insert("people.account", { subject, name: `${role} ${at.name}` })
      const grant = { account_id: account, role, organisation_id: at.uuid, organisation_path: at.path, granted_at: new Date("2020-01-01") }
      await insert("people.access_grant", grant)
      return subject
    },
  }
}
