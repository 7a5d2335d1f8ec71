import { describe, expect, test } from "vitest"
import { madeUpGround } from "../../bench/plan-ground.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { searchInThread } from "../../subgraphs/courses/data/plan.worker.ts"
import { runPlan } from "../../subgraphs/courses/use-cases/run-plan.ts"
import { emptyDatabase } from "../kit/database.ts"
import { hasEnded, plansAs } from "../kit/plans-asked.ts"
import { pause, run } from "../kit/program.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
await world.venue(world.community)
const teacher = await world.teacher(world.community)
const plans = plansAs(await stack.as(await world.staff("COORDINATOR", world.community)))
const ask = async (): Promise<string> => {
  const demand = {
    title: "党课",
    category: "PARTY_LECTURE",
    plannedHours: 1,
    durationMinutes: 60,
    organisations: [world.community.id],
    lessonsEach: 30,
    teachers: [teacher.id],
  }
  return (await plans.ask({ organisation: world.community.id, title: "一季度", from: "2026-12-01", to: "2027-02-28", demands: [demand] })).plan?.id ?? ""
}

describe("the work at a plan", () => {
  test("goes on in another process when the one that did it is killed, and ends as if nothing had been", async () => {
    const id = await ask()
    const command = ["node", "--import", "tsx", "tests/kit/work-off-jobs.ts", appUrlsFrom(url, {}).courses]
    const first = run(command, {})
    const begun = await plans.until(id, ({ state }) => state === "RUNNING")
    first.kill("SIGKILL")
    await first.ends()
    await pause(500)
    expect(await plans.plan(id)).toMatchObject({ state: "RUNNING", unplacedCount: 30 })

    run(command, {})
    const plan = await plans.until(id, hasEnded)
    expect(plan).toMatchObject({ state: "DONE", unplacedCount: 0, contradictions: [], startedAt: (begun as { startedAt?: string }).startedAt })
    // The arrangement of 2027 is out or is not: where it is not, the plan says so.
    expect(plan.notes.length).toBeLessThanOrEqual(1)
  }, 60_000)

  test("is left within two seconds when the plan is cancelled: the thread is gone, and nothing is kept of it", async () => {
    const signals: AbortSignal[] = []
    const id = await ask()
    const writes: string[] = []
    const work = runPlan(
      {
        plans: {
          begin: async () => ({ id }) as never,
          findDemands: async () => [],
          report: async () => (await plans.plan(id))?.state !== "CANCELLED",
          end: async () => void writes.push("end"),
          fail: async () => void writes.push("fail"),
        },
        grounds: { read: async () => ({ ground: madeUpGround(1_000, 40), notes: [] }) },
        search(ground, options) {
          signals.push(options.signal)
          return searchInThread(ground, { ...options, mostMs: 60_000 })
        },
      },
      id,
      { isLast: false, signal: new AbortController().signal },
    )
    await pause(1_500)
    await plans.cancel(id)
    await work
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(writes).toEqual([])
  }, 60_000)

  test("that died as often as it may be tried is given up, and said so; a plan that breaks a rule is thrown away", async () => {
    const ended: string[] = []
    const book = {
      begin: async () => ({}) as never,
      findDemands: async () => [],
      report: async () => true,
      end: async () => void ended.push("end"),
      fail: async (_: string, failure: string) => void ended.push(failure),
    }
    const ground = madeUpGround(2, 4)
    const at = ground.days[0]?.startsAt ?? 0
    const bad = { number: 1, startsAt: at, endsAt: at + 60_000, teacherId: null, venueId: null }
    const work = {
      plans: book,
      grounds: { read: async () => ({ ground, notes: [] }) },
      search: async () => ({ placements: [bad], unplaced: [], contradictions: [], bound: 0, isCutShort: false }),
    }
    await runPlan(work, "plan_1", { isLast: true, signal: new AbortController().signal })
    await runPlan(work, "plan_1", { isLast: false, signal: new AbortController().signal })
    expect(ended).toEqual([expect.stringContaining("cut off too often"), expect.stringContaining("breaks 1 rules and was thrown away")])
    const search = () => searchInThread(madeUpGround(1_000, 40), { signal: new AbortController().signal, mostMs: -59_950, tell: () => undefined })
    await runPlan({ ...work, search }, "plan_1", { isLast: false, signal: new AbortController().signal })
    expect(ended[2], "one that does not end is not tried again").toContain("too much to be worked out at once")
  })
})
