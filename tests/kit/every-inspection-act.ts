import type { Ground, IdFrom, Inputs } from "./act-inputs.ts"
import { inspectionsIn } from "./inspections.ts"
import type { Stack } from "./stack.ts"
import type { World } from "./world.ts"

/** For each act on meetings and findings, an input that succeeds. */
export function inspectionInputs(stack: Stack, world: World, admin: string, idFrom: IdFrom): Inputs {
  const inspections = inspectionsIn(world)
  const meeting = ({ branch }: Ground) => ({
    organisation: branch.id,
    kind: "GROUP",
    groupName: "第一党小组",
    number: 3,
    title: "三月党小组会",
    heldAt: "2026-03-10T19:30:00+08:00",
    plannedAt: "2026-03-10T19:00:00+08:00",
    minutes: 60,
    place: "党群服务中心",
    host: "王春梅",
    recorder: "李建国",
    expected: 8,
    present: 6,
    onLeave: 1,
    observers: "入党积极分子一名",
    topics: "服务事项",
    content: "逐项讨论",
    decisions: "分工到人",
  })
  return {
    recordMeeting: meeting,
    amendMeeting: async (ground) => ({
      meeting: await idFrom("recordMeeting", meeting(ground), "... on MeetingRecorded { meeting { id } }"),
      version: 1,
      reason: "补记人数",
      present: 7,
    }),
    settleFinding: async ({ superior, branch, wang }) => {
      const lesson = await inspections.held(superior, "2026-03-11T09:00:00+08:00", { people: [wang], at: branch, host: null })
      const document = `query ($id: ID!) { inspection(organisation: $id, from: "2026-03-11", to: "2026-03-11", kinds: [HOST_MISSING]) { nodes { id lesson { id } } } }`
      const { inspection } = await (
        await stack.as(admin)
      ).request<{ inspection: { nodes: { id: string; lesson: { id: string } }[] } }>(document, { id: superior.id })
      const finding = inspection.nodes.find((one) => one.lesson.id === lesson.id)?.id as string
      return { finding, note: "主持人为支部书记，已补记" }
    },
  }
}
