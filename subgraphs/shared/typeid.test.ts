import fc from "fast-check"
import { expect, test } from "vitest"
import { BadInput } from "./errors.ts"
import { KINDS, isId, kindOf, requireId, toTypeId, toUuid, toUuids } from "./typeid.ts"

test("every uuid goes out as an id and comes back", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom(...KINDS), (uuid, kind) => {
      const id = toTypeId(kind, uuid)
      expect(id).toMatch(new RegExp(`^${kind}_[0-9a-z]{26}$`))
      expect(toUuid(kind, id)).toBe(uuid)
      expect(kindOf("id", id, KINDS)).toBe(kind)
    }),
  )
})

test("what is no id is refused with what was expected, and never thrown on by a reference", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constant("member_8zzzzzzzzzzzzzzzzzzzzzzzzz")), (text) => {
      expect(isId("member", text)).toBe(false)
      expect(() => requireId("id", text, "member")).toThrow(BadInput)
      expect(toUuids("member", [text])).toEqual([])
    }),
  )
})
