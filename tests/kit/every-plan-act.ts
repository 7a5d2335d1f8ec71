import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { NOW } from "./stack.ts"
import type { Thing } from "./things.ts"
import type { World } from "./world.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"

const WINDOW = { from: "2026-12-01", to: "2026-12-31" }

/** Inputs of acts about plans. A plan that can be applied is one that the solver has ended: here it is written down as if it had. */
export function planInputs(world: World, idFrom: IdFrom): Inputs {
  const asked = async ({ community, branch }: Ground): Promise<Input> => {
    // Nobody works plans off here, and an account may have twenty under way.
    await world.client.query("UPDATE courses.timetable_plan SET state = 'CANCELLED' WHERE state = 'WAITING'")
    return request(await world.teacher(community), await world.venue(community), { community, branch })
  }
  const request = (teacher: Thing, venue: Thing, { community, branch }: Pick<Ground, "community" | "branch">): Input => ({
    organisation: community.id,
    title: "十二月党课",
    ...WINDOW,
    seed: 3,
    partOfDay: "MORNING",
    rules: { stepMinutes: 60, fromMinute: 510, toMinute: 1_260, lessonsPerDay: 2, travelMinutes: 30, daysBetween: 2, hasWeekends: true },
    wishes: [{ wish: "SPREAD", weight: 5 }],
    demands: [
      {
        title: "党课",
        category: "PARTY_LECTURE",
        mode: "FACE_TO_FACE",
        durationMinutes: 120,
        plannedHours: 2,
        organisations: [branch.id],
        lessonsEach: 2,
        ...WINDOW,
        teachers: [teacher.id],
        subject: "党史",
        venues: [venue.id],
        expected: 20,
      },
    ],
  })
  const ended = (community: Ground["community"], change: object = {}) =>
    world.insert("courses.timetable_plan", {
      organisation_id: community.uuid,
      organisation_path: community.path,
      title: "十二月党课",
      state: "DONE",
      request: WINDOW,
      progress: { step: "ENDED", fraction: 1, placed: 0, score: null },
      account_id: community.uuid,
      created_at: NOW,
      ...change,
    })
  return {
    planTimetable: asked,
    cancelPlan: async (ground) => ({ plan: await idFrom("planTimetable", await asked(ground), "... on TimetableAsked { plan { id } }") }),
    applyPlan: async ({ community }) => ({ plan: toTypeId("plan", await ended(community)) }),
    publishPlan: async ({ community }) => {
      const lesson = await world.lesson(community, "2026-12-15T09:00:00+08:00", { status: "DRAFT" })
      const plan = await ended(community, { applied_at: NOW })
      await world.insert("courses.plan_placement", { plan_id: plan, number: 1, demand: {}, reasons: [], lesson_id: lesson.uuid }, false)
      return { plan: toTypeId("plan", plan) }
    },
  }
}
