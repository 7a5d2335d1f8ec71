import type { Ground, Inputs } from "./act-inputs.ts"
import { sheetsOf } from "./sheets.ts"
import type { Stack } from "./stack.ts"
import type { Thing } from "./things.ts"
import type { World } from "./world.ts"

/** Acts that are for recorders, too: everybody who records people may do them. */
export const RECORDERS_ACTS: ReadonlySet<string> = new Set([
  "recordMeeting",
  "amendMeeting",
  "openAttendanceSheet",
  "closeAttendanceSheet",
  "updateSheetDetails",
  "decideWalkIn",
  "amendExpectedList",
  "correctAttendance",
  "addPaperSheet",
  "updatePaperLine",
  "applyPaperSheet",
])

/** For each act on sheets, an input that succeeds: of a lesson of the community this morning, written for it. */
export function sheetInputs(stack: Stack, world: World): Inputs {
  const { act, scan } = sheetsOf(stack, world)
  const lessonOf = ({ community, wang }: Ground) => world.lesson(community, "2026-11-23T08:00:00+08:00", { expected: [wang] })
  const opened = async (ground: Ground, closes = false): Promise<Thing & { keeper: string }> => {
    const lesson = await lessonOf(ground)
    const keeper = await world.staff("COORDINATOR", ground.community)
    await act(keeper, "openAttendanceSheet", { lesson: lesson.id })
    if (closes) await act(keeper, "closeAttendanceSheet", { lesson: lesson.id, markAbsent: true })
    return { ...lesson, keeper }
  }
  const details = { host: "王书记", recorder: "李干事", summary: "学习党章" }
  const correction = ({ wang }: Ground, lesson: Thing) => ({
    lesson: lesson.id,
    member: wang.id,
    state: "LATE",
    arrivedAt: "2026-11-23T08:20:00+08:00",
    leftAt: "2026-11-23T09:50:00+08:00",
    reason: "签到表有其签名",
    evidence: [],
    asksApproval: false,
  })
  return {
    openAttendanceSheet: async (ground) => ({ lesson: (await lessonOf(ground)).id }),
    closeAttendanceSheet: async (ground) => ({ lesson: (await opened(ground)).id, markAbsent: true, version: 1, ...details }),
    approveAttendanceSheet: async (ground) => ({ lesson: (await opened(ground, true)).id }),
    reopenAttendanceSheet: async (ground) => ({ lesson: (await opened(ground, true)).id, reason: "漏记一人" }),
    updateSheetDetails: async (ground) => ({ lesson: (await opened(ground)).id, ...details }),
    decideWalkIn: async (ground) => {
      const lesson = await opened(ground)
      await scan(lesson, ground.li)
      return { lesson: lesson.id, member: ground.li.id, as: "EXPECTED", reason: "核对" }
    },
    amendExpectedList: async (ground) => ({ lesson: (await opened(ground)).id, member: ground.li.id, isExpected: true, reason: "漏列" }),
    correctAttendance: async (ground) => correction(ground, await opened(ground)),
    decideCorrection: async (ground) => {
      const { keeper, ...lesson } = await opened(ground, true)
      const answer = await act(keeper, "correctAttendance", { ...correction(ground, lesson), asksApproval: true })
      return { correction: (answer as unknown as { request: { id: string } }).request.id, approve: true, note: "同意" }
    },
    lockPeriod: ({ community }) => ({ organisation: community.id, year: 2025, month: 3, reason: "归档" }),
  }
}
