import { toTypeId } from "../../shared/typeid.ts"
import type { PlanProgress } from "../domain/plan.ts"
import type { KeptDemand, PlanOutcome, PlanRequest, PlanState, PlannedLesson, TimetablePlan } from "../domain/timetable-plan.ts"

export const PLAN_COLUMNS = `p.id, p.organisation_id, p.organisation_path, p.title, p.state::text, p.request, p.progress, p.outcome, p.created_at, p.started_at,
  p.finished_at, p.applied_at`

export type PlanRow = {
  id: string
  organisation_id: string
  organisation_path: string
  title: string
  state: PlanState
  request: PlanRequest
  progress: PlanProgress
  outcome: PlanOutcome | null
  created_at: Date
  started_at: Date | null
  finished_at: Date | null
  applied_at: Date | null
}

export function toPlan(row: PlanRow): TimetablePlan {
  return {
    id: toTypeId("plan", row.id),
    organisationId: toTypeId("organisation", row.organisation_id),
    organisationPath: row.organisation_path,
    title: row.title,
    state: row.state,
    request: row.request,
    progress: row.progress,
    outcome: row.outcome,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    appliedAt: row.applied_at,
  }
}

export const PLACEMENT_COLUMNS = "x.plan_id, x.number, x.demand, x.starts_at, x.ends_at, x.venue_id, x.teacher_id, x.reasons, x.lesson_id"

export type PlacementRow = {
  plan_id: string
  number: number
  demand: KeptDemand
  starts_at: Date | null
  ends_at: Date | null
  venue_id: string | null
  teacher_id: string | null
  reasons: string[] | null
  lesson_id: string | null
}

export function toPlannedLesson(row: PlacementRow): PlannedLesson {
  return {
    planId: toTypeId("plan", row.plan_id),
    number: row.number,
    demand: row.demand,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    venueId: row.venue_id && toTypeId("venue", row.venue_id),
    teacherId: row.teacher_id && toTypeId("teacher", row.teacher_id),
    reasons: row.reasons ?? [],
    lessonId: row.lesson_id && toTypeId("lesson", row.lesson_id),
  }
}
