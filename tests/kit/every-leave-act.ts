import { randomUUID } from "node:crypto"
import { toTypeId, toUuid } from "../../subgraphs/shared/typeid.ts"
import { absencesIn } from "./absences.ts"
import type { Ground, IdFrom, Inputs } from "./act-inputs.ts"
import { sendFile } from "./files.ts"
import type { Stack } from "./stack.ts"
import type { Person, Place, Thing } from "./things.ts"
import type { World } from "./world.ts"

const PDF = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
const TRAINING = { title: "轮训班", organiserName: "市委组织部", form: "OFF_JOB", startsOn: "2026-05-11", endsOn: "2026-05-13", hours: 24 }

/** For each act on leave, make-up and training outside, an input that succeeds. Leave is of somebody whom the ground's own recorders do not reach. */
export function leaveInputs(stack: Stack, world: World, admin: string, idFrom: IdFrom): Inputs {
  const absences = absencesIn(world)
  const requested = async ({ superior }: Ground) => {
    const at = await world.organisation(superior)
    const person = await world.member(at)
    const lesson = await world.lesson(superior, "2026-12-05T09:00:00+08:00", { expected: [person] })
    return { lesson: lesson.id, member: person.id, kind: "PERSONAL", reason: "外出务工", isEmergency: false, evidence: [] }
  }
  const leaveOf = async (ground: Ground) => idFrom("requestLeave", await requested(ground), "... on LeaveRequested { leave { id } }")
  const makeUpOf = async ({ superior }: Ground): Promise<Thing> => {
    const at = await world.organisation(superior)
    const person = await world.member(at)
    const lesson = await world.lesson(superior, "2026-11-10T09:00:00+08:00", { expected: [person], status: "HELD" })
    await absences.sheetOf(lesson, superior, at, { state: "CLOSED", heldOn: "2026-11-10", expected: [person] })
    await absences.mark(lesson, person, at, "ABSENT", "2026-11-10")
    const { uuid } = await absences.obligation(lesson, person, at, "2026-12-10")
    return { uuid, id: toTypeId("makeup", uuid) }
  }
  const completed = async (ground: Ground) => {
    const { id } = await makeUpOf(ground)
    await idFrom("completeMakeUp", { makeUp: id, form: "SELF_STUDY", completedOn: "2026-11-20", minutes: 90 }, "... on MakeUpCompleted { makeUp { id } }")
    return id
  }
  const training = async ({ superior }: Ground) => {
    const at: Place = await world.organisation(superior)
    const person: Person = await world.member(at)
    const { body } = await sendFile(stack, admin, PDF, "结业证.pdf", "?for=attendance")
    return { ...TRAINING, member: person.id, evidence: [body.id] }
  }
  const submitted = async (ground: Ground) => idFrom("submitExternalTraining", await training(ground), "... on ExternalTrainingSubmitted { training { id } }")
  const endorsed = async (ground: Ground) => {
    const id = await submitted(ground)
    const columns = "state = 'ENDORSED', endorsed_by_id = $2, endorsed_by = '初审人', endorsed_at = now()"
    await world.client.query(`UPDATE attendance.external_training SET ${columns} WHERE id = $1`, [toUuid("training", id), randomUUID()])
    return id
  }
  return {
    requestLeave: requested,
    withdrawLeave: async (ground) => ({ leave: await leaveOf(ground) }),
    decideLeave: async (ground) => ({ leave: await leaveOf(ground), approve: true, note: "同意" }),
    completeMakeUp: async (ground) => ({
      makeUp: (await makeUpOf(ground)).id,
      form: "SELF_STUDY",
      completedOn: "2026-11-20",
      minutes: 90,
      note: "自学笔记",
      evidence: [],
    }),
    revokeMakeUp: async (ground) => ({ makeUp: await completed(ground), reason: "未学完" }),
    exemptMakeUp: async (ground) => ({ makeUp: (await makeUpOf(ground)).id, reason: "年老体弱", evidence: [] }),
    postponeMakeUp: async (ground) => ({ makeUp: (await makeUpOf(ground)).id, dueOn: "2026-12-20", reason: "住院" }),
    submitExternalTraining: training,
    endorseExternalTraining: async (ground) => ({ training: await submitted(ground) }),
    withdrawExternalTraining: async (ground) => ({ training: await submitted(ground) }),
    decideExternalTraining: async (ground) => ({ training: await endorsed(ground), approve: true, note: "属实" }),
    revokeExternalTraining: async (ground) => {
      const id = await endorsed(ground)
      await idFrom("decideExternalTraining", { training: id, approve: true }, "... on ExternalTrainingDecided { training { id } }")
      return { training: id, reason: "证书不实" }
    },
  }
}
