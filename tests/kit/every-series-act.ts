import type { IdFrom, Inputs } from "./act-inputs.ts"

/** For each act on a series, an input that succeeds: a series of three lessons of the community, written for it. */
export function seriesInputs(idFrom: IdFrom): Inputs {
  const lessonOf = (organiser: string) =>
    idFrom(
      "scheduleLesson",
      {
        organiser,
        title: "系列党课",
        plannedHours: 2,
        recurrence: { rule: "FREQ=WEEKLY;COUNT=3" },
        startsAt: "2026-12-05T09:00:00+08:00",
        endsAt: "2026-12-05T11:00:00+08:00",
      },
      "... on LessonScheduled { lesson { id } }",
    )
  return {
    rescheduleSeries: async ({ community }) => ({
      lesson: await lessonOf(community.id),
      version: 1,
      scope: "ALL",
      reason: "会议冲突",
      startsAt: "2026-12-05T14:00:00+08:00",
    }),
    cancelSeries: async ({ community }) => ({ lesson: await lessonOf(community.id), version: 1, scope: "ALL", reason: "停办" }),
    publishSeries: async ({ community }) => ({ lesson: await lessonOf(community.id), version: 1, scope: "ALL" }),
  }
}
