import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { addSums, type ClosedGroup, closeGroups, openGroups, type OpenGroups, takeLine } from "./report-groups.ts"

const group = (id: string) => ({ id, name: `组织${id}`, kind: "GENERAL_BRANCH" })
type Line = { way: string[]; people: number }

/** Print lines and ended groups in the order of the report: `1` a line, `a=3` a group's sum. */
function print(lines: readonly Line[], stop = Infinity, from: OpenGroups = openGroups(group("city"))): { text: string[]; open: OpenGroups } {
  const text: string[] = []
  const ended = (closed: readonly ClosedGroup[]) =>
    text.push(...closed.map(({ group: { id }, sums, isOutermost }) => `${id}${isOutermost ? "!" : ""}=${sums["people"] ?? 0}`))
  let open = from
  for (const { way, people } of lines.slice(0, stop)) {
    const next = takeLine(open, way.map(group), { people })
    ended(next.closed)
    text.push(String(people))
    open = next.open
  }
  if (stop >= lines.length) ended(closeGroups(open))
  return { text, open }
}

describe("groups of a report", () => {
  test("end after their last line, the innermost first, and the report's own organisation last", () => {
    const lines = [
      { way: ["d1", "s1"], people: 1 },
      { way: ["d1", "s1"], people: 2 },
      { way: ["d1", "s2"], people: 3 },
      { way: ["d1"], people: 4 },
      { way: ["d2"], people: 5 },
      { way: [], people: 6 },
    ]
    expect(print(lines).text).toEqual(["1", "2", "s1=3", "3", "s2=3", "4", "d1=10", "5", "d2=5", "6", "city!=21"])
  })

  test("of a report without lines are the organisation's own, of nothing", () => expect(print([]).text).toEqual(["city!=0"]))

  test("add up decimals without dust, and figures under their own names", () => {
    expect(addSums({ hours: 0.1 }, { hours: 0.2, people: 1 })).toEqual({ hours: 0.3, people: 1 })
  })

  test("come to the sum of their lines, wherever the report is interrupted and taken up from what was written down", () => {
    const tree = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 9 })), { maxLength: 30 })
    fc.assert(
      fc.property(tree, fc.nat(30), (drawn, cut) => {
        const lines = drawn
          .toSorted(([d1, s1], [d2, s2]) => d1 - d2 || s1 - s2)
          .map(([district, street, people]) => ({ way: [`d${district}`, `d${district}s${street}`], people }))
        const whole = print(lines).text
        const at = Math.min(cut, lines.length)
        const first = at < lines.length ? print(lines, at) : { text: [], open: openGroups(group("city")) }
        const written = JSON.parse(JSON.stringify(first.open)) as OpenGroups
        const second = print(at < lines.length ? lines.slice(at) : lines, Infinity, written)
        expect([...first.text, ...second.text]).toEqual(whole)
        expect(whole.at(-1)).toBe(`city!=${lines.reduce((sum, { people }) => sum + people, 0)}`)
        expect(new Set(whole.filter((line) => line.includes("="))).size).toBe(whole.filter((line) => line.includes("=")).length)
      }),
    )
  })
})
