import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import { unique } from "./insert.ts"
import type { World } from "./world.ts"

/** Inputs of acts on lessons. */
export function coreInputs(world: World, idFrom: IdFrom): Inputs {
  const lesson = async ({ community, branch, wang }: Ground, publish = false): Promise<Input> => {
    const course = { organisation_id: community.uuid, organisation_path: community.path, name: "党史", kind: "LECTURE", category: "INTENSIVE", hours: 2 }
    await world.insert("courses.course", course)
    return {
      organiser: community.id,
      title: "党章专题辅导",
      category: "PARTY_LECTURE",
      mode: "FACE_TO_FACE",
      startsAt: "2026-12-01T09:00:00+08:00",
      endsAt: "2026-12-01T11:00:00+08:00",
      plannedHours: 2,
      capacity: 60,
      school: (await world.school(community)).id,
      venue: (await world.venue(community)).id,
      sites: [(await world.venue(community, "分会场")).id],
      teachers: [(await world.teacher(community)).id],
      coOrganisers: [{ organisation: branch.id, name: "共建单位" }],
      audience: { organisations: [branch.id], includeDescendants: true, posts: [], stages: ["FULL"], members: [wang.id] },
      code: unique(),
      place: "二楼",
      remark: "自带笔",
      isCounted: true,
      isOpenToEnrol: true,
      overrideReason: "合班",
      publish,
    }
  }
  const scheduled = async (ground: Ground, publish = false) => ({
    lesson: await idFrom("scheduleLesson", await lesson(ground, publish), "... on LessonScheduled { lesson { id } }"),
    version: 1,
  })
  const times = { startsAt: "2026-12-02T09:00:00+08:00", endsAt: "2026-12-02T11:00:00+08:00" }
  return {
    scheduleLesson: (ground) => lesson(ground, true),
    publishLesson: async (ground) => ({ ...(await scheduled(ground)), overrideReason: "合班" }),
    rescheduleLesson: async (ground) => ({
      ...(await scheduled(ground, true)),
      ...times,
      teachers: [(await world.teacher(ground.community, "钱老师")).id],
      reason: "教师生病",
      place: "三楼",
    }),
    updateLesson: async (ground) => ({
      ...(await scheduled(ground, true)),
      title: "新题",
      category: "THEME_DAY",
      mode: "ONLINE",
      plannedHours: 1.5,
      capacity: 30,
      code: unique(),
      remark: "备注",
      isCounted: false,
      isOpenToEnrol: false,
      coOrganisers: [{ name: "某公司" }],
      audience: { organisations: [ground.other.id], includeDescendants: false, posts: [], stages: [], members: [ground.li.id] },
    }),
    cancelLesson: async (ground) => ({ ...(await scheduled(ground, true)), reason: "停电" }),
  }
}
