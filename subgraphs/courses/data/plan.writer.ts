import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import { type KeptDemand, NO_PROGRESS, type PlannedLesson, type TimetablePlan } from "../domain/timetable-plan.ts"
import { PLACEMENT_COLUMNS, PLAN_COLUMNS, type PlacementRow, type PlanRow, toPlan, toPlannedLesson } from "./plan.row.ts"

/** Keep plans, in the transaction of an act. */
export function createPlanWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    async add(plan: Pick<TimetablePlan, "organisationId" | "organisationPath" | "title" | "request">, demands: readonly KeptDemand[], accountId: string) {
      const id = newId("plan")
      await transaction.timetablePlan.create({
        data: {
          ...plan,
          id: toUuid("plan", id),
          organisationId: toUuid("organisation", plan.organisationId),
          state: "WAITING",
          progress: NO_PROGRESS,
          accountId: toUuid("account", accountId),
          createdAt: now(),
        },
      })
      await transaction.planPlacement.createMany({
        data: demands.map((demand, at) => ({ planId: toUuid("plan", id), number: at + 1, demand, reasons: [] })),
      })
      return id
    },

    /** Find a plan and hold it to the end of the transaction: nobody ends or applies it meanwhile. */
    async hold(id: string): Promise<TimetablePlan | null> {
      const [row] = await transaction.$queryRawUnsafe<PlanRow[]>(
        `SELECT ${PLAN_COLUMNS} FROM courses.timetable_plan p WHERE p.id = $1::uuid FOR UPDATE`,
        toUuid("plan", id),
      )
      return row ? toPlan(row) : null
    },

    /** Count the plans that an account has asked for and that have not come to their end. */
    async countOpen(accountId: string): Promise<number> {
      return transaction.timetablePlan.count({ where: { accountId: toUuid("account", accountId), state: { in: ["WAITING", "RUNNING"] } } })
    },

    async cancel(id: string): Promise<void> {
      await transaction.timetablePlan.update({ where: { id: toUuid("plan", id) }, data: { state: "CANCELLED", finishedAt: now() } })
    },

    async findPlaced(id: string): Promise<PlannedLesson[]> {
      const sql = `SELECT ${PLACEMENT_COLUMNS} FROM courses.plan_placement x WHERE x.plan_id = $1::uuid AND x.starts_at IS NOT NULL ORDER BY x.number`
      return (await transaction.$queryRawUnsafe<PlacementRow[]>(sql, toUuid("plan", id))).map(toPlannedLesson)
    },

    /** The drafts that the plan made and that nobody has published or cancelled, the lessons with these numbers left out, in the plan's order. */
    async findDrafts(id: string, except: readonly number[], most: number): Promise<{ number: number; lessonId: string }[]> {
      const rows = await transaction.$queryRawUnsafe<{ number: number; lesson_id: string }[]>(
        `SELECT x.number, x.lesson_id FROM courses.plan_placement x JOIN courses.lesson l ON l.id = x.lesson_id AND l.status = 'DRAFT'
         WHERE x.plan_id = $1::uuid AND x.number <> ALL ($2::int[]) ORDER BY x.number LIMIT $3::int`,
        toUuid("plan", id),
        except,
        most,
      )
      return rows.map((row) => ({ number: row.number, lessonId: toTypeId("lesson", row.lesson_id) }))
    },

    /** Say which draft each lesson became; a plan is applied once. */
    async apply(id: string, drafts: readonly { number: number; lessonId: string }[]): Promise<void> {
      const planId = toUuid("plan", id)
      await transaction.$executeRawUnsafe(
        `UPDATE courses.plan_placement x SET lesson_id = made.lesson_id FROM unnest($2::int[], $3::uuid[]) AS made(number, lesson_id)
         WHERE x.plan_id = $1::uuid AND x.number = made.number`,
        planId,
        drafts.map(({ number }) => number),
        drafts.map(({ lessonId }) => toUuid("lesson", lessonId)),
      )
      await transaction.timetablePlan.update({ where: { id: planId }, data: { appliedAt: now() } })
    },
  }
}
