import fc from "fast-check"
import { expect, test } from "vitest"
import { type Scanned, type SheetLine, reconcile } from "./reconciliation.ts"

const lesson = { startsAt: new Date("2026-03-01T01:00:00Z"), endsAt: new Date("2026-03-01T03:00:00Z") }
const minute = (at: number) => new Date(lesson.startsAt.getTime() + at * 60_000)
const lineOf = (line: Partial<SheetLine>): SheetLine => ({
  paperId: "paper",
  page: 1,
  line: 1,
  column: 1,
  writtenName: "张伟",
  memberId: "a",
  isIllegible: false,
  hasSigned: true,
  arrivedAt: null,
  leftAt: null,
  remark: null,
  appliedAt: null,
  ...line,
})
const scanned = (memberId: string, arrived: number | null, left: number | null = null): Scanned => ({
  memberId,
  arrivedAt: arrived === null ? null : minute(arrived),
  leftAt: left === null ? null : minute(left),
})
const kinds = (lines: readonly SheetLine[], scans: readonly Scanned[]) => {
  const { agree, differences } = reconcile(lines, scans, lesson)
  return [agree, ...differences.map(({ kind, memberId, minutesApart }) => `${kind} ${memberId} ${minutesApart}`)]
}

test.each<[string, SheetLine[], Scanned[], unknown[]]>([
  ["signed and scanned agree", [lineOf({})], [scanned("a", -5)], [1]],
  ["ten minutes apart agree", [lineOf({ arrivedAt: minute(-15) })], [scanned("a", -5)], [1]],
  ["eleven do not", [lineOf({ arrivedAt: minute(-16) })], [scanned("a", -5)], ["TIMES_DIFFER a 11"]],
  ["two minutes that make somebody late do not", [lineOf({ arrivedAt: minute(0) })], [scanned("a", 2)], ["TIMES_DIFFER a 2"]],
  ["leaving at another time does not", [lineOf({ leftAt: minute(120) })], [scanned("a", 0, 60)], ["TIMES_DIFFER a 60"]],
  ["signed and never scanned", [lineOf({})], [], ["ON_PAPER_ONLY a null"]],
  ["scanned and not on the paper", [], [scanned("b", 0)], ["SCANNED_ONLY b null"]],
  ["scanned and printed without a signature", [lineOf({ hasSigned: false })], [scanned("a", 0)], ["SCANNED_ONLY a null"]],
  ["scanned and on leave by the paper", [lineOf({ hasSigned: false, remark: "请假" })], [scanned("a", 0)], ["SCANNED_ONLY a null"]],
  ["on leave and not scanned is nothing to reconcile", [lineOf({ hasSigned: false, remark: "请假" })], [], []],
  ["nobody can read it", [lineOf({ memberId: null, isIllegible: true })], [], ["ILLEGIBLE null null"]],
  ["nobody knows who it is", [lineOf({ memberId: null })], [], ["UNRESOLVED null null"]],
])("%s", (_, lines, scans, expected) => {
  const [agree, ...rest] = kinds(lines, scans)
  expect(agree === 0 ? rest : [agree, ...rest]).toEqual(expected)
})

test("everybody of either side is counted exactly once", () => {
  const who = fc.constantFrom("a", "b", "c", "d")
  const time = fc.option(fc.integer({ min: -30, max: 150 }), { nil: null })
  const lines = fc.array(
    fc
      .record({ memberId: fc.option(who, { nil: null }), isIllegible: fc.boolean(), hasSigned: fc.boolean(), arrived: time })
      .map(({ arrived, ...line }) =>
        lineOf({ ...line, isIllegible: line.isIllegible && line.memberId === null, arrivedAt: arrived === null ? null : minute(arrived) }),
      ),
    { maxLength: 12 },
  )
  const scans = fc.uniqueArray(
    fc.tuple(who, time, time).map((args) => scanned(...args)),
    { selector: ({ memberId }) => memberId, maxLength: 4 },
  )
  fc.assert(
    fc.property(lines, scans, (paper, door) => {
      const { agree, differences } = reconcile(paper, door, lesson)
      const people = differences.flatMap(({ memberId }) => memberId ?? [])
      const there = new Set([...paper.flatMap((line) => (line.memberId && line.hasSigned ? line.memberId : [])), ...door.map(({ memberId }) => memberId)])
      expect(new Set(people).size).toBe(people.length)
      expect(agree + people.length).toBe(there.size)
      expect(differences.length - people.length).toBe(paper.filter(({ memberId }) => memberId === null).length)
    }),
  )
})
