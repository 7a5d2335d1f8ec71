import type { Database } from "../../shared/database.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { PlanProgress, Placement } from "../domain/plan.ts"
import type { KeptDemand, PlanOutcome, TimetablePlan } from "../domain/timetable-plan.ts"
import { PLAN_COLUMNS, type PlanRow, toPlan } from "./plan.row.ts"

export type PlanWorkRepository = ReturnType<typeof createPlanWorkRepository>
/** How a plan ends that was worked at to the end. */
export type PlanEnd = {
  state: "DONE" | "IMPOSSIBLE"
  outcome: PlanOutcome
  placements: readonly Placement[]
  unplaced: readonly number[]
  reasons: ReadonlyMap<number, string[]>
}

/** Keep what the work at a plan has come to. Whoever works acts for nobody: what may be planned was judged when it was asked for. Nothing is kept of a plan that was cancelled meanwhile. */
export function createPlanWorkRepository({ pool, read }: Database, now: () => Date) {
  return {
    /** Begin, or go on with, a plan that waits for it; null when it is to be left alone. */
    async begin(id: string): Promise<TimetablePlan | null> {
      const { rows } = await pool.query<PlanRow>(
        `UPDATE courses.timetable_plan p SET state = 'RUNNING', started_at = coalesce(p.started_at, $2)
         WHERE p.id = $1 AND p.state IN ('WAITING', 'RUNNING') RETURNING ${PLAN_COLUMNS}`,
        [toUuid("plan", id), now()],
      )
      return rows[0] ? toPlan(rows[0]) : null
    },

    async findDemands(id: string): Promise<(KeptDemand & { number: number })[]> {
      const sql = "SELECT number, demand FROM courses.plan_placement WHERE plan_id = $1 ORDER BY number"
      const rows = await read<{ number: number; demand: KeptDemand }>("plan_demands", sql, [toUuid("plan", id)])
      return rows.map(({ number, demand }) => ({ ...demand, number }))
    },

    /** Say how far it is; gives whether it is still wanted. */
    async report(id: string, progress: PlanProgress): Promise<boolean> {
      const sql = "UPDATE courses.timetable_plan SET progress = $2 WHERE id = $1 AND state = 'RUNNING'"
      return (await pool.query(sql, [toUuid("plan", id), JSON.stringify(progress)])).rowCount === 1
    },

    async end(id: string, { state, outcome, placements, unplaced, reasons }: PlanEnd): Promise<void> {
      const lessons = [...placements, ...unplaced.map((number) => ({ number, startsAt: null, endsAt: null, venueId: null, teacherId: null }))]
      const progress: PlanProgress = { step: "ENDED", fraction: 1, placed: placements.length, score: outcome.score }
      await pool.query(
        `WITH ended AS (
           UPDATE courses.timetable_plan SET state = $2::courses.plan_state, outcome = $3, progress = $4, finished_at = $5 WHERE id = $1 AND state = 'RUNNING' RETURNING id
         )
         UPDATE courses.plan_placement x SET starts_at = found.starts_at, ends_at = found.ends_at, venue_id = found.venue_id, teacher_id = found.teacher_id,
           reasons = ARRAY(SELECT json_array_elements_text(found.reasons))
         FROM ended, unnest($6::int[], $7::timestamptz[], $8::timestamptz[], $9::uuid[], $10::uuid[], $11::json[]) AS found(number, starts_at, ends_at, venue_id, teacher_id, reasons)
         WHERE x.plan_id = ended.id AND x.number = found.number`,
        [
          toUuid("plan", id),
          state,
          JSON.stringify(outcome),
          JSON.stringify(progress),
          now(),
          lessons.map(({ number }) => number),
          lessons.map(({ startsAt }) => startsAt && new Date(startsAt)),
          lessons.map(({ endsAt }) => endsAt && new Date(endsAt)),
          lessons.map(({ venueId }) => venueId && toUuid("venue", venueId)),
          lessons.map(({ teacherId }) => teacherId && toUuid("teacher", teacherId)),
          lessons.map(({ number }) => JSON.stringify(reasons.get(number) ?? [])),
        ],
      )
    },

    async fail(id: string, failure: string): Promise<void> {
      const outcome = { score: null, best: null, parts: [], contradictions: [], isCutShort: false, notes: [], failure } satisfies PlanOutcome
      const sql = "UPDATE courses.timetable_plan SET state = 'FAILED', outcome = $2, finished_at = $3 WHERE id = $1 AND state IN ('WAITING', 'RUNNING')"
      await pool.query(sql, [toUuid("plan", id), JSON.stringify(outcome), now()])
    },
  }
}
