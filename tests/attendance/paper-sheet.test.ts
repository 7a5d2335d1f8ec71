import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile, sendFile } from "../kit/files.ts"
import { type PaperAnswer, onDay, papersIn } from "../kit/sheets-on-paper.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { giveNumbers } from "../kit/world-numbers.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { add, update, apply, openSheet, ledger, books } = papersIn(stack, world)
const place = await world.organisation(world.street, { name: "向阳社区党总支", kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const first = await world.organisation(place, { name: "向阳社区第一党支部" })
const second = await world.organisation(place, { name: "向阳社区第二党支部" })
const recorder = await world.staff("RECORDER", place)
const named = async (name: string, branch = first, mobile?: string) => {
  const person = await world.member(branch, { name })
  if (mobile) await giveNumbers(world.client, person, { mobile })
  return person
}
const wang = await named("王春梅")
const ayi = await named("阿依努尔·买买提")
const zhang1 = await named("张伟", first, "19900000004")
const zhang2 = await named("张伟", first, "19900000005")
const zhang3 = await named("张伟", second)
const chen = await named("陈㛃", second)
const people = [wang, ayi, zhang1, zhang2].map((person) => [person, first] as const)
const everybody = [...people, [zhang3, second] as const, [chen, second] as const]
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("page one")])
const scan = async (subject = recorder) => (await sendFile(stack, subject, PNG, "第1页.png", "?for=attendance")).body.id
const who = new Map<string, Person>([wang, ayi, zhang1, zhang2, zhang3, chen].map((person) => [person.id, person]))
const of = (answer: PaperAnswer) =>
  answer.paper?.lines.nodes.map(({ state, says, member }) => [state, says, who.get(member?.id ?? "")?.name ?? member?.id ?? null])

describe("a name on paper", () => {
  test.each([
    ["padded by spaces", { writtenName: "王 春　梅" }, wang],
    ["with another dot", { writtenName: "阿依努尔•买买提" }, ayi],
    ["in decomposed characters", { writtenName: "陈㛃".normalize("NFD") }, chen],
    ["of three, told apart by branch", { writtenName: "张伟", branch: "第二党支部" }, zhang3],
    ["of three, told apart by the mobile", { writtenName: "张伟", mobileTail: "０００５" }, zhang2],
    ["of three, told apart by both", { writtenName: "张伟", branch: "中共向阳社区第一党支部", mobileTail: "0004" }, zhang1],
    ["of three, without more", { writtenName: "张伟" }, null],
    ["of two in the branch", { writtenName: "张伟", branch: "向阳社区第一党支部" }, null],
    ["of a branch whose name it could end", { writtenName: "张伟", branch: "二党支部" }, null],
    ["with a mobile that is nobody's", { writtenName: "张伟", mobileTail: "9999" }, null],
    ["that the list does not have", { writtenName: "李 雷" }, null],
    ["in another branch than is written", { writtenName: "王春梅", branch: "第二党支部" }, null],
  ])("%s", async (_, line, person) => {
    const lesson = await openSheet(place, everybody)
    const answer = await add(recorder, { lesson: lesson.id, lines: [{ line: 1, ...line }] })
    expect(answer.paper?.lines.nodes[0]).toMatchObject({ state: person ? "READY" : "UNRESOLVED", member: person && { id: person.id } })
  })

  test("that could be several gives whom to choose from; a line that nobody can read gives nobody", async () => {
    const lesson = await openSheet(place, everybody)
    const answer = await add(recorder, {
      lesson: lesson.id,
      lines: [
        { line: 1, writtenName: "张 伟" },
        { line: 2, isIllegible: true },
      ],
    })
    const [open, illegible] = answer.paper?.lines.nodes ?? []
    expect(open?.candidates.map(({ id }) => id).sort()).toEqual([zhang1, zhang2, zhang3].map(({ id }) => id).sort())
    expect([illegible?.state, illegible?.candidates]).toEqual(["ILLEGIBLE", []])
  })

  test("that stands there twice is nobody's until somebody says whose", async () => {
    const lesson = await openSheet(place, everybody)
    const answer = await add(recorder, { lesson: lesson.id, lines: [1, 2].map((line) => ({ line, writtenName: "王春梅" })) })
    expect(of(answer)).toEqual([
      ["UNRESOLVED", "PRESENT", null],
      ["UNRESOLVED", "PRESENT", null],
    ])
  })
})

test("a sheet is kept with its scan, its foot and its lines; what does not add up is said and nothing is refused for it", async () => {
  const lesson = await openSheet(place, everybody)
  const foot = { expected: 8, present: 5, onLeave: 2, absent: 2, host: "王春梅", recorder: "李四", checkedOn: "2026-03-02", pages: 1 }
  const lines = [
    { line: 1, writtenName: "王春梅", arrivedAt: onDay("08:52"), leftAt: onDay("11:02") },
    { line: 2, writtenName: "张伟", mobileTail: "0004", hasSigned: false, remark: "请假：外出务工（流动党员）" },
    { line: 3, writtenName: "张伟", mobileTail: "0005", arrivedAt: onDay("09:20"), remark: "迟到20分钟" },
    { line: 4, writtenName: "陈㛃", leftAt: onDay("10:10"), remark: "早退50分钟" },
    { line: 5, column: 2, writtenName: "阿依努尔·买买提", hasSigned: false },
    { line: 6, writtenName: "张伟", branch: "第二党支部", hasSigned: false, remark: "未到，未请假" },
    { line: 7, isIllegible: true },
  ]
  const answer = await add(recorder, { lesson: lesson.id, evidence: [await scan()], lines, ...foot })
  expect(of(answer)).toEqual([
    ["READY", "PRESENT", "王春梅"],
    ["READY", "ON_LEAVE", "张伟"],
    ["READY", "LATE", "张伟"],
    ["READY", "LEFT_EARLY", "陈㛃"],
    ["NOT_SIGNED", null, "阿依努尔·买买提"],
    ["READY", "ABSENT", "张伟"],
    ["ILLEGIBLE", "PRESENT", null],
  ])
  expect(answer.paper?.warnings.map(({ code }) => code)).toEqual(["COUNTS_DO_NOT_ADD_UP", "LINES_DIFFER_FROM_FOOT"])
  const read = `query ($lesson: ID!) { lesson(id: $lesson) { sheet { paperSheets { host recorder checkedOn pages expected recordedBy appliedAt lesson { id }
    evidence { name mediaType bytes url } lines(first: 2, state: READY) { totalCount pageInfo { hasNextPage endCursor } nodes { line member { name } } } } } } }`
  const reader = await stack.as(await world.staff("AUDITOR", place))
  const { lesson: found } = await reader.request<{ lesson: { sheet: { paperSheets: { evidence: { url: string }[] }[] } } }>(read, { lesson: lesson.id })
  expect(found.sheet.paperSheets).toMatchObject([
    {
      host: "王春梅",
      recorder: "李四",
      checkedOn: "2026-03-02",
      pages: 1,
      expected: 8,
      appliedAt: null,
      lesson: { id: lesson.id },
      evidence: [{ name: "第1页.png", mediaType: "image/png", bytes: PNG.length, url: expect.stringMatching(/^\/files\/evidence_/) }],
      lines: { totalCount: 5, pageInfo: { hasNextPage: true }, nodes: [{ line: 1, member: { name: expect.any(String) } }, { line: 2 }] },
    },
  ])
  const file = String(found.sheet.paperSheets[0]?.evidence[0]?.url)
  const statuses = [recorder, await world.staff("AUDITOR", second), wang.subject].map(async (subject) => (await fetchFile(stack, subject, file)).status)
  expect(await Promise.all(statuses)).toEqual([200, 404, 404])
})

test("lines are taken over with their page and line; what is open stays and is listed; doing it again changes nothing", async () => {
  const lesson = await openSheet(place, everybody)
  const lines = [
    { page: 2, line: 1, writtenName: "王春梅", arrivedAt: onDay("08:52"), leftAt: onDay("11:02") },
    { page: 2, line: 2, writtenName: "张伟", mobileTail: "0004", hasSigned: false, remark: "病假" },
    { page: 2, line: 3, writtenName: "张伟", mobileTail: "0005", arrivedAt: onDay("09:20") },
    { page: 2, line: 4, writtenName: "陈㛃", leftAt: onDay("10:10") },
    { page: 2, line: 5, writtenName: "阿依努尔·买买提", remark: "请假" },
    { page: 2, line: 6, writtenName: "张伟" },
  ]
  const { paper } = await add(recorder, { lesson: lesson.id, pages: 2, lines })
  const applied = await apply(recorder, { paper: paper?.id })
  expect(applied).toMatchObject({
    applied: 4,
    changed: 4,
    left: [
      { line: 5, state: "CONTRADICTORY" },
      { line: 6, state: "UNRESOLVED" },
    ],
  })
  const standing = new Map((await ledger(lesson)).map(([uuid, ...rest]) => [uuid, rest]))
  expect([wang, zhang1, zhang2, chen].map(({ uuid }) => standing.get(uuid))).toEqual([
    ["PRESENT", 120, "PAPER", 1],
    ["ON_LEAVE", 0, "PAPER", 2],
    ["LATE", 100, "PAPER", 3],
    ["LEFT_EARLY", 70, "PAPER", 4],
  ])
  const { rows } = await world.client.query("SELECT page, line, occurred_at, paper_id FROM attendance.capture WHERE lesson_id = $1 ORDER BY line", [
    lesson.uuid,
  ])
  expect(rows.map(({ page, line, occurred_at }) => [page, line, occurred_at.toISOString()])).toEqual([
    [2, 1, "2026-03-01T00:52:00.000Z"],
    [2, 2, "2026-03-01T01:00:00.000Z"],
    [2, 3, "2026-03-01T01:20:00.000Z"],
    [2, 4, "2026-03-01T01:00:00.000Z"],
  ])

  const before = await books()
  expect(await apply(recorder, { paper: paper?.id })).toMatchObject({ applied: 0, changed: 0 })
  expect(await books()).toBe(before)

  expect(await update(recorder, { paper: paper?.id, page: 2, line: 6, member: zhang3.id })).toMatchObject({ line: { state: "READY", says: "PRESENT" } })
  expect(await update(recorder, { paper: paper?.id, page: 2, line: 5, hasSigned: false })).toMatchObject({ line: { state: "READY", says: "ON_LEAVE" } })
  expect(await apply(recorder, { paper: paper?.id })).toMatchObject({ applied: 2, changed: 2, left: [] })
  expect(await update(recorder, { paper: paper?.id, page: 2, line: 6, member: zhang1.id })).toMatchObject({ __typename: "InvalidState", state: "APPLIED" })
  const acts = await world.client.query(
    "SELECT kind, before->>'memberId' AS was, after->>'memberId' AS is FROM attendance.act WHERE lesson_id = $1 ORDER BY id",
    [lesson.uuid],
  )
  expect(acts.rows.map(({ kind }) => kind)).toEqual(["PAPER_ADDED", "PAPER_APPLIED", "PAPER_LINE_READ", "PAPER_LINE_READ", "PAPER_APPLIED"])
  expect(acts.rows[2]).toMatchObject({ was: null, is: zhang3.id })
})

test("somebody who is not on the list is named by the recorder, and waits among the walk-ins without standing in the ledger", async () => {
  const lesson = await openSheet(place, people)
  const { paper } = await add(recorder, { lesson: lesson.id, lines: [{ line: 1, writtenName: "陈㛃" }] })
  expect(paper?.lines.nodes[0]).toMatchObject({ state: "UNRESOLVED", candidates: [] })
  await update(recorder, { paper: paper?.id, line: 1, member: chen.id })
  expect(await apply(recorder, { paper: paper?.id })).toMatchObject({ applied: 1, changed: 0 })
  expect(await ledger(lesson)).toEqual([])
  const { rows } = await world.client.query("SELECT member_id, source FROM attendance.capture WHERE lesson_id = $1", [lesson.uuid])
  expect(rows).toEqual([{ member_id: chen.uuid, source: "PAPER" }])
})

test("one request twice, and twenty at once, are one", async () => {
  const lesson = await openSheet(place, everybody)
  const input = { lesson: lesson.id, lines: [{ line: 1, writtenName: "王春梅" }], clientMutationKey: "paper 1" }
  const [one, other] = [await add(recorder, input), await add(recorder, input)]
  expect(other.paper?.id).toBe(one.paper?.id)
  const answers = await Promise.all(Array.from({ length: 20 }, () => apply(recorder, { paper: one.paper?.id })))
  expect(answers.reduce((sum, { applied = 0 }) => sum + applied, 0)).toBe(1)
  expect((await ledger(lesson)).length).toBe(1)
})

test("a lesson's sheets of 2 and of 60 lines cost the same", async () => {
  const many = await Promise.all(Array.from({ length: 30 }, (_, count) => named(`党员${String.fromCodePoint(0x4e00 + count)}`)))
  const read = `query ($id: ID!) { lesson(id: $id) { sheet { paperSheets { warnings { code } evidence { name } lines(first: 100) { nodes { state says member { id } candidates { id } } } } } } }`
  // Each is somebody whom no subgraph has seen: who they are is read once in each, whenever the others last were.
  const newcomer = () => world.staff("RECORDER", place)
  const costOf = async (crowd: readonly Person[]) => {
    const [adder, applier, reader] = [await newcomer(), await newcomer(), await newcomer()]
    const lesson = await openSheet(
      place,
      crowd.map((person) => [person, first] as const),
    )
    const lines = crowd.flatMap(({ name }, line) => [
      { line: line + 1, writtenName: name },
      { line: line + 1, column: 2, writtenName: `${name}甲` },
    ])
    let added: PaperAnswer | null = null
    const adding = await stack.costOf(async () => {
      added = await add(adder, { lesson: lesson.id, lines })
    })
    const applying = await stack.costOf(() => apply(applier, { paper: (added as PaperAnswer | null)?.paper?.id }))
    const client = await stack.as(reader)
    const reading = await stack.costOf(() => client.request(read, { id: lesson.id }))
    return [adding, applying, reading].map(({ statements, fetches }) => [statements, fetches])
  }
  const [few, all] = [await costOf(many.slice(0, 1)), await costOf(many)]
  expect(all).toEqual(few)
})
