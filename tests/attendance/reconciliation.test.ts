import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { onDay, papersIn } from "../kit/sheets-on-paper.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

type Difference = {
  kind: string
  member: { id: string } | null
  line: { line: number } | null
  scannedInAt: string | null
  scannedOutAt: string | null
  minutesApart: number | null
}
type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: Difference[] }
type Answer = { lesson: { sheet: { reconciliation: (Record<string, number> & { differences: Page }) | null } | null } | null }

const READ = `query ($lesson: ID!, $first: Int, $after: String, $kind: DifferenceKind) { lesson(id: $lesson) { sheet { reconciliation {
  agree onPaperOnly scannedOnly timesDiffer illegible unresolved
  differences(first: $first, after: $after, kind: $kind) { totalCount pageInfo { hasNextPage endCursor } nodes { kind minutesApart scannedInAt scannedOutAt line { line } member { id } } } } } } }`

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { add, openSheet, scan } = papersIn(stack, world)
const branch = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const people = await Promise.all(Array.from({ length: 50 }, (_, count) => world.member(branch, { name: `党${String.fromCodePoint(0x4e00 + count)}` })))
const [wang, li, zhang, chen, zhou] = people as [Person, Person, Person, Person, Person]
const reconciled = async (lesson: Thing, more: object = {}, subject = recorder) =>
  (await (await stack.as(subject)).request<Answer>(READ, { lesson: lesson.id, ...more })).lesson?.sheet?.reconciliation ?? null

test("paper is compared with the door: counts, rows, pages of one kind", async () => {
  const lesson = await openSheet(
    branch,
    people.map((person) => [person, branch]),
  )
  await scan(lesson, wang, "08:50")
  await scan(lesson, li, "08:50")
  await scan(lesson, li, "11:00", "SCAN_OUT")
  await scan(lesson, chen, "09:05")
  expect(await reconciled(lesson)).toBeNull()
  const lines = [
    { line: 1, writtenName: wang.name, arrivedAt: onDay("08:55") },
    { line: 2, writtenName: li.name, arrivedAt: onDay("08:50"), leftAt: onDay("10:00") },
    { line: 3, writtenName: zhang.name },
    { line: 4, writtenName: chen.name, hasSigned: false, remark: "请假" },
    { line: 5, isIllegible: true },
    { line: 6, writtenName: "李雷" },
    { line: 7, writtenName: zhou.name, hasSigned: false },
  ]
  await add(recorder, { lesson: lesson.id, lines })
  const { differences, ...counts } = (await reconciled(lesson)) ?? { differences: null }
  expect(counts).toEqual({ agree: 1, onPaperOnly: 1, scannedOnly: 1, timesDiffer: 1, illegible: 1, unresolved: 1 })
  expect(differences?.nodes).toEqual([
    { kind: "TIMES_DIFFER", minutesApart: 60, scannedInAt: onDay("08:50"), scannedOutAt: onDay("11:00"), line: { line: 2 }, member: { id: li.id } },
    { kind: "ON_PAPER_ONLY", minutesApart: null, scannedInAt: null, scannedOutAt: null, line: { line: 3 }, member: { id: zhang.id } },
    { kind: "SCANNED_ONLY", minutesApart: null, scannedInAt: onDay("09:05"), scannedOutAt: null, line: { line: 4 }, member: { id: chen.id } },
    { kind: "ILLEGIBLE", minutesApart: null, scannedInAt: null, scannedOutAt: null, line: { line: 5 }, member: null },
    { kind: "UNRESOLVED", minutesApart: null, scannedInAt: null, scannedOutAt: null, line: { line: 6 }, member: null },
  ])
  const [first, open] = [await reconciled(lesson, { first: 2 }), await reconciled(lesson, { kind: "UNRESOLVED" })]
  expect([first?.differences.totalCount, first?.differences.pageInfo.hasNextPage]).toEqual([5, true])
  const rest = await reconciled(lesson, { after: first?.differences.pageInfo.endCursor })
  expect(rest?.differences.nodes.map(({ kind }) => kind)).toEqual(["SCANNED_ONLY", "ILLEGIBLE", "UNRESOLVED"])
  expect([open?.differences.totalCount, open?.differences.nodes.length]).toEqual([1, 1])
  expect(await reconciled(lesson, {}, wang.subject)).toBeNull()
  expect(await reconciled(lesson, {}, await world.staff("COORDINATOR", await world.organisation(world.community)))).toBeNull()
  await expect(reconciled(lesson, { first: 101 })).rejects.toThrow("between 1 and 100")
})

test("two people and fifty cost the same", async () => {
  const costOf = async (crowd: readonly Person[]) => {
    const lesson = await openSheet(
      branch,
      crowd.map((person) => [person, branch]),
    )
    for (const person of crowd.slice(1)) await scan(lesson, person, "08:50")
    await add(recorder, { lesson: lesson.id, lines: crowd.slice(0, -1).map(({ name }, line) => ({ line: line + 1, writtenName: name })) })
    // Somebody whom no subgraph has seen: who they are is read once in each.
    const client = await stack.as(await world.staff("RECORDER", branch))
    const { statements, fetches } = await stack.costOf(() => client.request(READ, { lesson: lesson.id, first: 100 }))
    return [statements, fetches]
  }
  expect(await costOf(people)).toEqual(await costOf(people.slice(0, 2)))
})
