import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sendFile } from "../kit/files.ts"
import { onDay, papersIn } from "../kit/sheets-on-paper.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { add, update, apply, openSheet, books } = papersIn(stack, world)
const place = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const first = await world.organisation(place)
const recorder = await world.staff("RECORDER", place)
const [wang, chen] = [await world.member(first, { name: "王春梅" }), await world.member(first, { name: "陈㛃" })]
const everybody = [wang, chen].map((person) => [person, first] as const)
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("page one")])
const scan = async (subject = recorder) => (await sendFile(stack, subject, PNG, "第1页.png", "?for=attendance")).body.id
const stranger = await world.member(await world.organisation(world.community), { name: "周敏" })

describe("refused, with nothing changed, is", () => {
  const input = async (more: object) => ({ lesson: (await openSheet(place, everybody)).id, ...more })
  const cases: [string, () => Promise<object>, string[]][] = [
    ["a line without name or person", () => input({ lines: [{ line: 1 }] }), ["lines.0.writtenName"]],
    ["a place that is given twice", () => input({ lines: [1, 1].map((line) => ({ line, isIllegible: true })) }), ["lines.1.line"]],
    ["a page that is not there", () => input({ pages: 1, lines: [{ page: 2, line: 1, isIllegible: true }] }), ["lines.0.page"]],
    [
      "line 0, column 9 and a page of 201 lines",
      () =>
        input({
          lines: [
            { line: 0, column: 9, isIllegible: true },
            { line: 201, isIllegible: true },
          ],
        }),
      ["lines.0.line", "lines.0.column", "lines.1.line"],
    ],
    [
      "times of another day, and turned round",
      () =>
        input({
          lines: [
            { line: 1, writtenName: "王春梅", arrivedAt: "2026-03-03T09:00:00+08:00" },
            { line: 2, writtenName: "陈㛃", arrivedAt: onDay("10:00"), leftAt: onDay("09:00") },
          ],
        }),
      ["lines.0.arrivedAt", "lines.1.leftAt"],
    ],
    [
      "somebody whom the viewer does not see, and somebody twice",
      () => input({ lines: [stranger, wang, wang].map(({ id }, line) => ({ line: line + 1, member: id })) }),
      ["lines.0.member", "lines.2.member"],
    ],
    [
      "what is no text, no count, no tail",
      () =>
        input({ host: "a\u0001", present: -1, absent: 40_000, lines: [{ line: 1, writtenName: "王\u0007", remark: "长".repeat(201), mobileTail: "12345" }] }),
      ["present", "absent", "host", "lines.0.writtenName", "lines.0.remark", "lines.0.mobileTail"],
    ],
    ["another's scan", async () => input({ evidence: [await scan(), await scan(wang.subject)] }), ["evidence.1"]],
    [
      "more than 500 lines",
      () => input({ pages: 3, lines: Array.from({ length: 501 }, (_, at) => ({ page: 1 + Math.floor(at / 200), line: 1 + (at % 200), isIllegible: true })) }),
      ["lines"],
    ],
  ]
  test.each(cases)("%s", async (_, make, paths) => {
    const asked = await make()
    const before = await books()
    const answer = await add(recorder, asked)
    expect([answer.__typename, answer.fields?.map(({ path }) => path)]).toEqual(["InvalidInput", paths])
    expect(await books()).toBe(before)
  })

  test("a line that is read again as what it cannot be", async () => {
    const { paper } = await add(
      recorder,
      await input({
        lines: [
          { line: 1, writtenName: "王春梅" },
          { line: 2, isIllegible: true },
        ],
      }),
    )
    const before = await books()
    const answers = [
      await update(recorder, { paper: paper?.id, line: 3, member: chen.id }),
      await update(recorder, { paper: paper?.id, line: 2, member: wang.id }),
      await update(recorder, { paper: paper?.id, line: 2, member: stranger.id }),
      await update(recorder, { paper: paper?.id, line: 2, member: chen.id, isIllegible: true }),
      await update(recorder, { paper: paper?.id, line: 2, isIllegible: false }),
    ]
    expect(answers.map(({ fields }) => fields?.map(({ path }) => path))).toEqual([["line"], ["member"], ["member"], ["isIllegible"], ["writtenName"]])
    expect(await books()).toBe(before)
  })

  test("taking over into a sheet that is closed, or in days that are locked; a closed sheet still takes paper", async () => {
    const lesson = await openSheet(place, everybody, "CLOSED")
    const { paper } = await add(recorder, { lesson: lesson.id, lines: [{ line: 1, writtenName: "王春梅" }] })
    const open = await add(recorder, await input({ lines: [{ line: 1, writtenName: "王春梅" }] }))
    const days = { year: 2026, month: 3, from_on: "2026-03-01", to_on: "2026-04-01", locked_at: onDay("12:00"), locked_by_id: wang.uuid, locked_by: "书记" }
    const before = await books()
    expect(await apply(recorder, { paper: paper?.id })).toMatchObject({ __typename: "InvalidState", state: "CLOSED" })
    await world.insert("attendance.period_lock", { organisation_id: place.uuid, organisation_path: place.path, ...days })
    expect(await apply(recorder, { paper: open.paper?.id })).toMatchObject({ __typename: "InvalidState", state: "PERIOD_LOCKED" })
    await world.client.query("DELETE FROM attendance.period_lock")
    expect(await books()).toBe(before)
  })
})

test("paper is for those who record there; others are told that there is none, and see none", async () => {
  const lesson = await openSheet(place, everybody)
  const { paper } = await add(recorder, { lesson: lesson.id, lines: [{ line: 1, writtenName: "王春梅" }] })
  const before = await books()
  const others = {
    auditor: await world.staff("AUDITOR", world.city),
    "recorder below": await world.staff("RECORDER", first),
    "admin elsewhere": await world.staff("ADMIN", world.community),
    member: wang.subject,
  }
  for (const subject of Object.values(others)) {
    const answers = [
      await add(subject, { lesson: lesson.id }),
      await update(subject, { paper: paper?.id, line: 1, remark: "x" }),
      await apply(subject, { paper: paper?.id }),
      await apply(subject, { paper: "paper_00000000000000000000000000" }),
    ]
    expect(new Set(answers.map(({ __typename, message }) => `${__typename} ${message}`)).size).toBe(1)
    expect(answers[0]?.__typename).toBe("NotAllowed")
  }
  expect(await books()).toBe(before)
  const seen = async (subject: string) =>
    (
      await (
        await stack.as(subject)
      ).request<{ lesson: { sheet: { paperSheets: unknown[] } | null } | null }>("query ($id: ID!) { lesson(id: $id) { sheet { paperSheets { id } } } }", {
        id: lesson.id,
      })
    ).lesson?.sheet?.paperSheets.length ?? null
  expect(await Promise.all([recorder, ...Object.values(others)].map(seen))).toEqual([1, 1, null, null, null])
  await expect(apply(recorder, { paper: "sheet_1" })).rejects.toThrow("input.paper")
})
