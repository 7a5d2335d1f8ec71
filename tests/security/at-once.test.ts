import { randomUUID } from "node:crypto"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import type { Input } from "../kit/act-inputs.ts"
import { everyAct } from "../kit/every-act.ts"
import { ROSTER_HEAD, importsIn, row } from "../kit/imports.ts"
import { unique } from "../kit/insert.ts"
import { booksOf } from "../kit/movement.ts"
import { flawsOfBooks } from "../kit/people-books.ts"
import { openStack } from "../kit/stack.ts"
import { flawsOfTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await world.staff("ADMIN", world.city)

const { act, ground, inputs } = everyAct(stack, world, admin)
const { read, commit } = importsIn(stack, world)
const letterOf = inputs["withdrawTransfer"] ?? (() => ({}))
const names = (answers: readonly { __typename: string }[]) => answers.map(({ __typename }) => __typename).sort()
const times = <Value>(count: number, make: (at: number) => Value) => Array.from({ length: count }, (_, at) => make(at))
const countOf = async (text: string, ...values: unknown[]) => Number((await world.client.query(text, values)).rows[0].count)
/** A roster of people nobody knows, each born on another day. */
const rosterOf = (people: number) =>
  ROSTER_HEAD +
  times(people, (at) =>
    row(unique(), "张伟", "男", "", "汉族", new Date(at * 86_400_000).toISOString().slice(0, 10), "大学", "正式党员", "", "2010-07-01", "2011-07-01", ""),
  ).join("")

describe("at the same moment", { timeout: 60_000 }, () => {
  test("sixty letters for one person are one letter", async () => {
    const place = await ground()
    const input = (await inputs["startTransfer"]?.(place)) as Input
    const answers = await Promise.all(times(60, (at) => act("startTransfer", at % 2 ? input : { ...input, letterNumber: unique() })))
    expect(names(answers).filter((name) => name === "TransferStarted")).toHaveLength(1)
    expect(new Set(names(answers))).toEqual(new Set(["InvalidInput", "InvalidState", "TransferStarted"].filter((name) => names(answers).includes(name))))
    expect(await countOf("SELECT count(*) FROM people.transfer WHERE member_id = $1", place.wang.uuid)).toBe(1)
  })

  test("one key is one letter, and another account's same key is its own", async () => {
    const place = await ground()
    const input = { ...((await inputs["recordCertificate"]?.(place)) as Input), clientMutationKey: randomUUID() }
    const other = await world.staff("COORDINATOR", place.community)
    const answers = await Promise.all(times(10, (at) => act("recordCertificate", input, at % 2 ? admin : other)))
    expect(new Set(names(answers))).toEqual(new Set(["CertificateRecorded"]))
    expect(await countOf("SELECT count(*) FROM people.certificate WHERE member_id = $1", place.wang.uuid)).toBe(2)
  })

  test("accepting, refusing and withdrawing a letter: one of them happens", async () => {
    for (let round = 0; round < 5; round += 1) {
      const place = await ground()
      const { transfer } = (await letterOf(place)) as { transfer: string }
      const answers = await Promise.all([
        act("decideTransfer", { transfer, decision: "ACCEPT" }),
        act("withdrawTransfer", { transfer }),
        act("decideTransfer", { transfer, decision: "REFUSE", reason: "材料不全" }),
        act("decideTransfer", { transfer, decision: "ACCEPT" }),
      ])
      expect(names(answers).filter((name) => name === "InvalidState")).toHaveLength(3)
      expect((await booksOf(world, place.wang)).memberships.filter(({ to }) => to === null)).toHaveLength(1)
    }
  })

  test("two previews of one file are committed once, whoever commits them", async () => {
    const { branch } = await ground()
    const at = [
      { place: branch, subject: await world.staff("COORDINATOR", branch) },
      { place: branch, subject: await world.staff("SECRETARY", branch) },
    ] as const
    const roster = rosterOf(50)
    const previews = await Promise.all(at.map((whose) => read(whose, roster)))
    const answers = await Promise.all(times(6, (one) => commit(at[one % 2 ? 1 : 0].subject, previews[one % 2 ? 1 : 0]?.id ?? "")))
    expect(names(answers as { __typename: string }[])).toEqual(["ImportCommitted", ...times(5, () => "PreviewStale")])
    expect(await countOf("SELECT count(*) FROM people.member WHERE branch_id = $1", branch.uuid)).toBe(51)
  })

  test("a merger, a move, an import, letters and floating come through together or are refused, and the books agree", async () => {
    const seen = new Set<string>()
    for (let round = 0; round < 4; round += 1) {
      const place = await ground()
      const { branch, other, sibling, community } = place
      const subject = await world.staff("COORDINATOR", community)
      const { transfer } = (await letterOf(place)) as { transfer: string }
      const roster = rosterOf(200)
      const preview = await read({ place: branch, subject }, roster)
      const decided = { documentNumber: "1号", effectiveOn: "2026-11-23" }
      const answers = await Promise.all([
        act("mergeOrganisations", { ...decided, staying: other.id, absorbed: [branch.id] }),
        commit(subject, preview.id) as Promise<{ __typename: string }>,
        act("decideTransfer", { transfer, decision: "ACCEPT" }),
        act("moveOrganisation", { ...decided, organisation: community.id, parent: world.street.id }),
        act("moveOrganisation", { ...decided, organisation: branch.id, parent: sibling.id }),
        act("splitOrganisation", { ...decided, organisation: other.id, name: "第三党支部", members: [place.li.id] }),
        act("registerFloating", (await inputs["registerFloating"]?.(place)) as Input),
        act("dissolveOrganisation", { ...decided, organisation: sibling.id }),
        act("renameOrganisation", { ...decided, organisation: community.id, name: "新名" }),
      ])
      for (const name of names(answers)) seen.add(name)
    }
    expect([...seen].filter((name) => !/^(Invalid|NotAllowed|PreviewStale|Organisation|Import|Transfer|Floating)/.test(name))).toEqual([])
    expect(await flawsOfTree(world.client)).toEqual([])
    expect(await flawsOfBooks(world)).toEqual([])
  })
})
