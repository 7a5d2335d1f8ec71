import { registerEnumType } from "type-graphql"

export const WalkInFate = { EXPECTED: "EXPECTED", OBSERVER: "OBSERVER", REFUSED: "REFUSED" } as const

registerEnumType(WalkInFate, {
  name: "WalkInFate",
  description: "What becomes of somebody who came without being on the list (名单外处理).",
  valuesConfig: {
    EXPECTED: { description: "增列应到: on the list after all; what was captured counts." },
    OBSERVER: { description: "列席: was there as an observer, outside every sum." },
    REFUSED: { description: "不予登记: not recorded; what was captured is kept." },
  },
})
