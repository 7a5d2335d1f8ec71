import { describe, expect, test } from "vitest"
import type { Role, Viewer } from "../../shared/viewer.ts"
import { fieldsRead, maskContact, maskMobile } from "./contact.ts"
import { mayReadContact, pathsOfKeptContacts } from "./contact.policy.ts"

const contact = { mobile: { text: "19900000001" }, nationalId: { text: "999999196803120045" }, isMasked: false }

test("masked contact data shows beginnings and ends", () => {
  expect(maskContact(contact)).toEqual({ mobile: { text: "199****0001" }, nationalId: { text: "999999********0045" }, isMasked: true })
  expect(maskMobile("5551234")).toBe("****34")
})

test("what is unknown stays unknown, and what cannot be read stays so", () => {
  const broken = { broken: new Error("no key") }
  expect(maskContact({ ...contact, mobile: { text: null }, nationalId: broken })).toEqual({ mobile: { text: null }, nationalId: broken, isMasked: true })
})

test("the log names what says something", () => {
  expect(fieldsRead(contact)).toEqual(["mobile", "nationalId"])
  expect(fieldsRead({ ...contact, mobile: { text: null }, nationalId: { broken: null } })).toEqual([])
})

describe("who reads numbers in full", () => {
  const viewer = (role: Role | null): Viewer => ({
    accountId: "account_1",
    name: "",
    memberId: "member_1",
    homePath: "c.d1.b1.",
    grants: role ? [{ role, organisationId: "organisation_1", path: "c.d1." }] : [],
  })
  const person = { id: "member_2", branchPath: "c.d1.b2." }

  test.each([
    ["COORDINATOR", true],
    ["SECRETARY", true],
    ["ADMIN", true],
    ["RECORDER", false],
    ["AUDITOR", false],
  ] as const)("%s at the place or above, with a purpose: %s", (role, may) => {
    expect(mayReadContact(viewer(role), person, "CONTACT_MEMBER")).toBe(may)
    expect(mayReadContact(viewer(role), person, null)).toBe(false)
    expect(mayReadContact(viewer(role), person, "OWN_RECORD")).toBe(false)
    expect(mayReadContact(viewer(role), { ...person, branchPath: "c.d10.b2." }, "CONTACT_MEMBER")).toBe(false)
    expect(mayReadContact(viewer(role), { ...person, branchPath: null }, "CONTACT_MEMBER")).toBe(false)
    expect(pathsOfKeptContacts(viewer(role))).toEqual(may ? ["c.d1."] : [])
  })

  test("the member, their own record alone", () => {
    const own = { id: "member_1", branchPath: "c.d1.b1." }
    expect(mayReadContact(viewer(null), own, "OWN_RECORD")).toBe(true)
    expect(mayReadContact(viewer(null), own, "CONTACT_MEMBER")).toBe(false)
    expect(mayReadContact(viewer(null), person, "OWN_RECORD")).toBe(false)
  })
})
