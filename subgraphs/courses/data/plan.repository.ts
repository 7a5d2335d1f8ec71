import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { PlannedLesson, TimetablePlan } from "../domain/timetable-plan.ts"
import { PLACEMENT_COLUMNS, PLAN_COLUMNS, type PlacementRow, type PlanRow, toPlan, toPlannedLesson } from "./plan.row.ts"

export type PlanRepository = ReturnType<typeof createPlanRepository>

/** Read plans of the viewer's subtrees: like drafts, nobody else sees them. */
export function createPlanRepository(database: Database, viewer: Viewer) {
  const own = scopeOf(viewer)
  const visible = withinScope("p.organisation_path")
  return {
    async findById(id: string): Promise<TimetablePlan | null> {
      const sql = `SELECT ${PLAN_COLUMNS} FROM courses.timetable_plan p WHERE p.id = $3::uuid AND ${visible}`
      const [row] = await database.read<PlanRow>("plan_by_id", sql, [...own, toUuid("plan", id)])
      return row ? toPlan(row) : null
    },

    /** List the plans of an organisation and of all below it, the latest first, with one more than the limit. */
    async listByPath(path: string, { limit, after }: PageRequest): Promise<TimetablePlan[]> {
      const [createdAt, id] = after ?? []
      const rows = await database.read<PlanRow>(
        "plans_by_path",
        `SELECT ${PLAN_COLUMNS} FROM courses.timetable_plan p
         WHERE p.organisation_path >= $3 AND p.organisation_path < left($3, -1) || '/' AND ${visible}
           AND ($4::timestamptz IS NULL OR (p.created_at, p.id) < ($4, $5::uuid))
         ORDER BY p.created_at DESC, p.id DESC LIMIT $6`,
        [...own, path, createdAt ?? null, id ? toUuid("plan", id) : null, limit + 1],
      )
      return rows.map(toPlan)
    },

    async countByPath(path: string): Promise<number> {
      const [row] = await database.read<{ plans: number }>(
        "plan_count",
        `SELECT count(*) AS plans FROM courses.timetable_plan p WHERE p.organisation_path >= $3 AND p.organisation_path < left($3, -1) || '/' AND ${visible}`,
        [...own, path],
      )
      return row?.plans ?? 0
    },

    /** Find one page a plan of its lessons, in the order in which they were asked for, with one more than the limit. Plans are found before. */
    async findPages(planIds: readonly string[], isPlaced: boolean | null, { limit, after }: PageRequest): Promise<PlannedLesson[]> {
      const rows = await database.read<PlacementRow>(
        "plan_lessons",
        `SELECT page.* FROM unnest($1::uuid[]) AS asked(plan_id) CROSS JOIN LATERAL (
           SELECT ${PLACEMENT_COLUMNS} FROM courses.plan_placement x
           WHERE x.plan_id = asked.plan_id AND x.number > $2 AND ($3::boolean IS NULL OR (x.starts_at IS NOT NULL) = $3)
           ORDER BY x.number LIMIT $4
         ) page ORDER BY page.plan_id, page.number`,
        [toUuids("plan", planIds), Number(after?.[0] ?? 0), isPlaced, limit + 1],
      )
      return rows.map(toPlannedLesson)
    },

    async countLessons(planIds: readonly string[]): Promise<{ planId: string; placed: number; unplaced: number }[]> {
      const rows = await database.read<{ plan_id: string; placed: number; unplaced: number }>(
        "plan_lesson_counts",
        `SELECT plan_id, count(starts_at) AS placed, count(*) - count(starts_at) AS unplaced FROM courses.plan_placement WHERE plan_id = ANY($1::uuid[]) GROUP BY 1`,
        [toUuids("plan", planIds)],
      )
      return rows.map((row) => ({ planId: toTypeId("plan", row.plan_id), placed: row.placed, unplaced: row.unplaced }))
    },
  }
}
