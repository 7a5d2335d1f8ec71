import { type GraphQLInputType, getNullableType, isEnumType, isInputObjectType, isListType, isNonNullType } from "graphql"

const TEXTS = {
  empty: "",
  blank: " \u3000\t",
  NUL: "甲\0乙",
  long: "长".repeat(10_000),
  "half a character": "甲\ud800乙",
  markup: "<b>';--${x}{{1}}%00",
}
const DAYS = ["0001-01-01", "2026-02-30", "9999-12-31"]
const NUMBERS = [-1, 0, 2_147_483_647, 1e308, 1.5]
const IDS = ["", "甲\0乙", "organisation_00000000000000000000000000", "member_zzzzzzzzzzzzzzzzzzzzzzzzzz", "a".repeat(5_000)]

/** Texts that somebody may send as a `clientMutationKey`. Every act judges it in one place, so a few acts are attacked with them. */
export const KEYS: readonly (string | null)[] = [null, ...Object.values(TEXTS)]

/** Find what a value of this type may be changed into: each change alone; of the input's own fields, whatever the act. */
export function changesOf(type: GraphQLInputType, value: unknown): [string, unknown][] {
  const absent: [string, unknown][] = isNonNullType(type) ? [] : [["null", null]]
  const bare = getNullableType(type)
  if (isEnumType(bare)) return [...absent, ...bare.getValues().map(({ name }): [string, unknown] => [name, name])]
  if (isListType(bare)) {
    const [first = null] = (value ?? []) as unknown[]
    const lists: [string, unknown][] = [
      ["none", []],
      ["twice", [first, first]],
      ["101", Array.from({ length: 101 }, () => first)],
    ]
    return [...absent, ...lists, ...changesOf(bare.ofType, first).map(([what, one]): [string, unknown] => [`0.${what}`, [one]])]
  }
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter(({ name }) => name !== "clientMutationKey")
    return fields.flatMap(({ name, type: inner }) =>
      changesOf(inner, (value as Record<string, unknown> | null)?.[name] ?? sampleOf(inner)).map(([what, changed]): [string, unknown] => [
        `${name} ${what}`,
        { ...(value as Record<string, unknown>), [name]: changed },
      ]),
    )
  }
  const name = bare.name
  if (name === "Date") return [...absent, ...DAYS.map((day): [string, unknown] => [day, day])]
  if (name === "DateTime") return [...absent, ...DAYS.map((day): [string, unknown] => [day, `${day}T09:00:00+08:00`])]
  if (name === "Int" || name === "Float") return [...absent, ...NUMBERS.map((number): [string, unknown] => [String(number), number])]
  if (name === "ID") return [...absent, ...IDS.map((id): [string, unknown] => [id.slice(0, 20), id])]
  if (name === "String") return [...absent, ...Object.entries(TEXTS)]
  return absent
}
function sampleOf(type: GraphQLInputType): unknown {
  const bare = getNullableType(type)
  return isListType(bare) ? [isEnumType(getNullableType(bare.ofType)) ? "COMMITTEE" : {}] : null
}
