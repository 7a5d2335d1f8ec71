import { afterAll, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createReconciliationWork } from "../../subgraphs/attendance/data/reconciliation-work.writer.ts"
import { workReconciliations } from "../../subgraphs/attendance/use-cases/work-reconciliations.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { dayOf, localTimeOf } from "../../subgraphs/shared/calendar.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
await hours.rules()
const act = actsOf(stack)
const admin = await world.staff("ADMIN", world.city)
const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "reconciling", connections: 2, onError: () => undefined })
afterAll(() => database.close())

const clockAt = (now: Date) => ({
  now: () => now,
  dayOf: (instant: Date) => dayOf(instant, "Asia/Shanghai"),
  localOf: (instant: Date) => localTimeOf(instant, "Asia/Shanghai"),
})
const workOff = (now = NOW) => workReconciliations({ ...clockAt(now), work: createReconciliationWork(database, clockAt(now)) }, new AbortController().signal)

type Found = { finishedAt: string | null; accounts: number; tallies: number; differences: number; askedBy: string | null; findings: Record<string, unknown>[] }
const found = async (at: Place, subject = admin) =>
  (
    await (
      await stack.as(subject)
    ).request<{ reconciliations: { totalCount: number; nodes: Found[] } | null }>(
      `query ($id: ID!) { reconciliations(organisation: $id, year: 2026) { totalCount nodes { finishedAt accounts tallies differences askedBy
         findings { subject field kept found organisation { id } member { id } } } } }`,
      { id: at.id },
    )
  ).reconciliations
async function reconciled(at: Place): Promise<Found | undefined> {
  expect(await act(admin, "reconcileHours", { organisation: at.id, year: 2026 })).toEqual({ __typename: "HoursToReconcile" })
  await workOff()
  return (await found(at))?.nodes[0]
}

/** A branch of three people with accounts that are right. */
async function branchInOrder() {
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch), await world.member(branch), await world.member(branch)] as const
  const lesson = await hours.heldLesson(branch, "2026-03-01T09:00:00+08:00")
  for (const person of people.slice(0, 2)) await hours.fact(person, lesson)
  await act(admin, "recalculateHours", { organisation: branch.id, year: 2026 })
  return { branch, people }
}

/** Change something behind the back of the triggers. */
async function behindTheBack(statement: string, ...values: unknown[]): Promise<void> {
  await world.client.query("BEGIN")
  await world.client.query("SET LOCAL session_replication_role = replica")
  await world.client.query(statement, values)
  await world.client.query("COMMIT")
}

describe("a reconciliation", () => {
  test("finds nothing where nobody touched anything", async () => {
    const { branch } = await branchInOrder()
    expect(await reconciled(branch)).toEqual({
      finishedAt: "2026-11-23T09:00:00+08:00",
      accounts: 3,
      tallies: 1,
      differences: 0,
      askedBy: `ADMIN ${world.city.name}`,
      findings: [],
    })
  })

  test("names every figure of a tally that was changed, that is missing, or that has nobody", async () => {
    const { branch } = await branchInOrder()
    for (const [column, kept, true_] of [
      ["people", 4, 3],
      ["compliant", 1, 0],
      ["credited", 5, 4],
      ["gap", 91, 92],
    ] as const) {
      await behindTheBack(`UPDATE attendance.hours_tally SET ${column} = ${kept} WHERE organisation_id = $1`, branch.uuid)
      const finding = { subject: "TALLY", field: column, kept: String(kept), found: String(true_), organisation: { id: branch.id }, member: null }
      expect(await reconciled(branch)).toMatchObject({ differences: 1, findings: [finding] })
      await behindTheBack(`UPDATE attendance.hours_tally SET ${column} = ${true_} WHERE organisation_id = $1`, branch.uuid)
    }
    await behindTheBack("UPDATE attendance.hours_tally SET behind_by_month[3] = 9, changed_at = '2020-01-01' WHERE organisation_id = $1", branch.uuid)
    expect((await reconciled(branch))?.findings.map(({ field }) => field).sort()).toEqual(["behind", "changed_at"])
    await behindTheBack("DELETE FROM attendance.hours_tally WHERE organisation_id = $1", branch.uuid)
    expect(await reconciled(branch)).toMatchObject({ differences: 1, findings: [{ field: "tally", kept: "none", found: "there" }] })
  })

  test("names every figure of an account that is not what the ledger says, and accounts that are missing or too many", async () => {
    const {
      branch,
      people: [wang, li, zhao],
    } = await branchInOrder()
    await behindTheBack("UPDATE attendance.annual_hours SET credited = 33, collective = 33 WHERE member_id = $1", wang.uuid)
    await behindTheBack("DELETE FROM attendance.annual_hours WHERE member_id = $1", li.uuid)
    await behindTheBack("UPDATE attendance.annual_hours SET role = 'SECRETARY', required = 56 WHERE member_id = $1", zhao.uuid)
    const findings = (await reconciled(branch))?.findings.filter(({ subject }) => subject === "ACCOUNT") ?? []
    const of = ({ id }: { id: string }) =>
      findings.filter(({ member }) => (member as { id: string }).id === id).map(({ field, kept, found: is }) => [field, kept, is])
    expect(of(wang)).toEqual([
      ["collective", "33", "2"],
      ["credited", "33", "2"],
    ])
    expect(of(li)).toEqual([["account", "none", "there"]])
    expect(of(zhao)).toEqual([
      ["role", "SECRETARY", "MEMBER"],
      ["required", "56", "32"],
    ])
    expect(findings).toHaveLength(5)
  })

  test("is asked for by those who govern there, read by whoever may read the organisation, and changes nothing for others", async () => {
    const { branch } = await branchInOrder()
    const auditor = await world.staff("AUDITOR", branch)
    for (const subject of [auditor, await world.staff("COORDINATOR", branch), await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await act(subject, "reconcileHours", { organisation: branch.id, year: 2026 })).toMatchObject({ __typename: "NotAllowed" })
    expect(await act(admin, "reconcileHours", { organisation: branch.id, year: 2027 })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "year" }],
    })
    expect(await found(branch, auditor)).toEqual({ totalCount: 0, nodes: [] })
    await reconciled(branch)
    expect(await found(branch, auditor)).toMatchObject({ totalCount: 1, nodes: [{ differences: 0 }] })
    expect(await found(branch, await world.staff("AUDITOR", await world.organisation(world.community)))).toBeNull()
  })

  test("is asked for every night once, for this year and the last of the whole tree", async () => {
    const count = async () =>
      (
        await world.client.query<{ years: number[] }>(
          "SELECT array_agg(year ORDER BY year) AS years FROM attendance.hours_reconciliation WHERE asked_by IS NULL AND organisation_id = $1",
          [world.city.uuid],
        )
      ).rows[0]?.years
    await workOff(new Date("2026-11-24T00:59:00+08:00"))
    expect(await count()).toBeNull()
    await workOff(new Date("2026-11-24T01:00:00+08:00"))
    await workOff(new Date("2026-11-24T04:59:00+08:00"))
    expect(await count()).toEqual([2025, 2026])
    await workOff(new Date("2026-11-25T01:00:00+08:00"))
    expect(await count()).toEqual([2025, 2025, 2026, 2026])
  })
})
