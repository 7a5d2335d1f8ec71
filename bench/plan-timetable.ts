import { openSolver } from "../subgraphs/courses/data/solver.worker.ts"
import { breachesOf } from "../subgraphs/courses/domain/plan-checker.ts"
import { searchPlan } from "../subgraphs/courses/domain/plan-search.ts"
import { madeUpGround } from "./plan-ground.ts"

// Plans a made-up quarter for 162 schools: 100, 500 and 1,000 lessons, or as many as are asked. `node --import tsx bench/plan-timetable.ts [lessons…]`
const asked = process.argv.slice(2).map(Number)
const solve = await openSolver()
for (const lessons of asked.length > 0 ? asked : [100, 500, 1_000]) {
  const ground = madeUpGround(lessons, lessons > 500 ? 60 : 40)
  const begun = performance.now()
  let solving = 0
  let programmes = 0
  let last = ""
  const marks: string[] = []
  const plan = searchPlan(ground, {
    solve(model, effort) {
      const before = performance.now()
      const solved = solve(model, effort)
      solving += performance.now() - before
      programmes += 1
      return solved
    },
    tell({ step, placed, score }) {
      if (step !== last) marks.push(`${((performance.now() - begun) / 1_000).toFixed(1)} s ${step} (${placed} placed, score ${score})`)
      last = step
      marks[marks.length] = `${((performance.now() - begun) / 1_000).toFixed(1)} s ${step} (${placed} placed, score ${score})`
    },
    isLate: () => performance.now() - begun > 55_000,
  })
  const seconds = (performance.now() - begun) / 1_000
  process.stdout.write(
    `${lessons} lessons, ${ground.teachers.length} teachers: ${plan.placements.length} placed in ${seconds.toFixed(1)} s, of which ${(solving / 1_000).toFixed(1)} s in ${programmes} programmes; ` +
      `${breachesOf(ground, plan.placements).length} rules broken; memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB\n  ${marks.at(-1)}\n`,
  )
  if (process.env["VERBOSE"]) process.stdout.write(`${marks.join("\n")}\n${JSON.stringify(plan.unplaced)}\n${JSON.stringify(plan.contradictions)}\n`)
}
