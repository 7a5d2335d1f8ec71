import type { Ground, IdFrom, Input, Inputs } from "./act-inputs.ts"
import type { World } from "./world.ts"

const TIME = { startsAt: "2026-12-01T08:00:00+08:00", endsAt: "2026-12-01T18:00:00+08:00" }
const OPENING = [{ weekday: 1, from: "08:00", to: "18:00" }]
const MATERIALS = [{ title: "讲稿", url: "https://example.org/1" }]

/** Inputs of acts about schools, venues, teachers, courses and classes, and about who is on the lists of lessons and classes. */
export function registerInputs(world: World, idFrom: IdFrom): Inputs {
  return {
    ...venueInputs(world, idFrom),
    ...teacherInputs(world, idFrom),
    ...schoolInputs(world, idFrom),
    ...classInputs(idFrom),
    ...listInputs(world, idFrom),
  }
}

function venueInputs(world: World, idFrom: IdFrom): Inputs {
  const closed = async ({ community }: Ground): Promise<Input> => ({ venue: (await world.venue(community)).id, ...TIME, reason: "维修" })
  const blocked = ({ community }: Ground): Input => ({ organisation: community.id, ...TIME, reason: "换届选举" })
  const details = ({ sibling }: Ground): Input => ({
    name: "一号教室",
    kind: "CLASSROOM",
    capacity: 40,
    equipment: ["投影仪"],
    address: "某路1号",
    opening: OPENING,
    sharing: [{ organisation: sibling.id, priority: 2 }],
  })
  return {
    addVenue: (ground) => ({ organisation: ground.community.id, ...details(ground) }),
    updateVenue: async (ground) => ({ venue: (await world.venue(ground.community)).id, version: 1, isInUse: true, ...details(ground) }),
    closeVenue: closed,
    reopenVenue: async (ground) => ({ closure: await idFrom("closeVenue", await closed(ground), "... on VenueClosed { closure { id } }") }),
    addBlockedTime: blocked,
    removeBlockedTime: async (ground) => ({ blockedTime: await idFrom("addBlockedTime", blocked(ground), "... on BlockedTimeAdded { blockedTime { id } }") }),
  }
}

function teacherInputs(world: World, idFrom: IdFrom): Inputs {
  const details = { name: "赵老师", category: "SENIOR_TEACHER", unit: "某中学", title: "高级教师", subjects: ["党史"], lessonsPerMonth: 4 }
  const availability = [{ ...OPENING[0], kind: "PREFERRED" }]
  const absent = async ({ community }: Ground): Promise<Input> => ({ teacher: (await world.teacher(community)).id, ...TIME, reason: "学习" })
  return {
    addTeacher: ({ community, wang }) => ({ organisation: community.id, member: wang.id, ...details, availability }),
    updateTeacher: async ({ community }) => ({ teacher: (await world.teacher(community)).id, version: 1, isActive: true, ...details, availability }),
    recordTeacherAbsence: absent,
    cancelTeacherAbsence: async (ground) => ({
      absence: await idFrom("recordTeacherAbsence", await absent(ground), "... on TeacherAbsenceRecorded { absence { id } }"),
    }),
  }
}

function schoolInputs(world: World, idFrom: IdFrom): Inputs {
  const course = { name: "党章导读", kind: "LECTURE", category: "PARTY_LECTURE", topic: "党章", syllabus: "总纲\n条文", hours: 1.5, materials: MATERIALS }
  const officer = async ({ community, wang }: Ground): Promise<Input> => ({
    school: (await world.school(community)).id,
    member: wang.id,
    name: "王校长",
    position: "HEADMASTER",
    since: "2026-01-01",
    until: "2027-01-01",
  })
  const added = ({ community }: Ground) => idFrom("addCourse", { organisation: community.id, ...course }, "... on CourseAdded { course { id } }")
  return {
    openSchool: ({ community }) => ({ organisation: community.id, name: "社区党校", level: "COMMUNITY", establishedOn: "2020-01-01" }),
    updateSchool: async ({ community }) => ({
      school: (await world.school(community)).id,
      version: 1,
      name: "元宝社区党校",
      isDemonstration: true,
      demonstrationBatch: 2,
    }),
    appointSchoolOfficer: officer,
    endSchoolOfficer: async (ground) => ({
      officer: await idFrom("appointSchoolOfficer", await officer(ground), "... on SchoolOfficerAppointed { officer { id } }"),
      until: "2026-11-01",
    }),
    addCourse: ({ community }) => ({ organisation: community.id, ...course }),
    updateCourse: async (ground) => ({ course: await added(ground), version: 1, isOffered: true, ...course }),
  }
}

const classDetails = ({ community, sibling, branch, wang }: Ground): Input => ({
  name: "支部书记轮训班",
  level: "COMMUNITY",
  year: 2026,
  cohort: 3,
  audience: { organisations: [branch.id], includeDescendants: true, posts: ["SECRETARY"], stages: ["FULL"], members: [wang.id] },
  plannedPlaces: 20,
  hours: 16,
  startsOn: "2026-12-01",
  endsOn: "2026-12-03",
  isOpen: true,
  coOrganisers: [{ name: community.name, organisation: sibling.id }],
})
const opened = (idFrom: IdFrom, ground: Ground) =>
  idFrom("openClass", { organisation: ground.community.id, ...classDetails(ground) }, "... on ClassOpened { trainingClass { id } }")

function classInputs(idFrom: IdFrom): Inputs {
  return {
    openClass: (ground) => ({ organisation: ground.community.id, ...classDetails(ground) }),
    updateClass: async (ground) => ({ class: await opened(idFrom, ground), version: 1, ...classDetails(ground) }),
    cancelClass: async (ground) => ({ class: await opened(idFrom, ground), version: 1, reason: "报名不足" }),
  }
}

function listInputs(world: World, idFrom: IdFrom): Inputs {
  const lesson = async ({ community }: Ground, expected: Ground["wang"][] = []) => (await world.lesson(community, "2026-12-01T14:00:00+08:00", { expected })).id
  const place = async (ground: Ground): Promise<Input> => ({ class: await opened(idFrom, ground), member: ground.li.id })
  return {
    enrolInLesson: async (ground) => ({ lesson: await lesson(ground), member: ground.li.id }),
    withdrawFromLesson: async (ground) => ({ lesson: await lesson(ground, [ground.li]), member: ground.li.id, reason: "出差" }),
    enrolInClass: place,
    withdrawFromClass: async (ground) => {
      const input = await place(ground)
      await idFrom("enrolInClass", input, "... on ClassEnrolled { trainingClass { id } }")
      return { ...input, reason: "出差" }
    },
  }
}
