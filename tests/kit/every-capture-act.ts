import type { Ground, Input, Inputs } from "./act-inputs.ts"
import { codeOf, openedLesson } from "./door.ts"
import type { Actors } from "./every-tell-act.ts"
import { sendFile } from "./files.ts"
import { NOW, type Stack } from "./stack.ts"
import type { Person, Thing } from "./things.ts"
import type { World } from "./world.ts"

const STARTS = "2026-11-23T08:30:00+08:00"
const PNG = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("a picture")])

/** Inputs of acts at the door and at the recorder's table. The lesson is the superior's: nobody below records for it. Who checks in is on its list. */
export function captureInputs(stack: Stack, world: World, actors: Actors, admin: string): Inputs {
  const opened = async ({ superior, branch }: Ground, mutation?: string): Promise<{ lesson: Thing; person: Person }> => {
    const person = await world.member(branch, { name: "周敏" })
    if (mutation) actors.set(mutation, person.subject)
    return { person, lesson: await openedLesson(world, superior, STARTS, [person]) }
  }
  return {
    checkIn: async (ground): Promise<Input> => {
      const { lesson } = await opened(ground, "checkIn")
      return { lesson: lesson.id, code: codeOf(lesson, NOW), direction: "IN", device: "phone" }
    },
    renewCheckInCode: async (ground) => ({ lesson: (await opened(ground)).lesson.id }),
    recordAttendance: async (ground) => {
      const { lesson, person } = await opened(ground)
      const row = { member: person.id, state: "LATE", arrivedAt: "2026-11-23T08:40:00+08:00", line: 3, remark: "堵车" }
      return { lesson: lesson.id, rows: [row], source: "PAPER", queueUnlisted: false }
    },
    recordOnlineStudy: async (ground) => {
      const { lesson, person } = await opened(ground)
      const evidence = [(await sendFile(stack, admin, PNG, "学习记录.png", "?for=attendance")).body.id]
      return { lesson: lesson.id, rows: [{ member: person.id, minutes: 20, startedAt: STARTS, evidence }] }
    },
  }
}
