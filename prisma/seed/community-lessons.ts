import { observe } from "./attendance.ts"
import { AFTERNOON, EVENING, MORNING, WHOLE_DAY } from "./bookings.ts"
import { dateText, dayOf, yearOf, type Day } from "./calendar.ts"
import { openLesson, type LessonSpec } from "./lessons.ts"
import { closeLesson } from "./sheets.ts"
import { branchOn } from "./people.ts"
import { plantFindings } from "./planted.ts"
import { arrange, gather, type Invited, type Scene } from "./scene.ts"
import { INTENSIVE_TITLES, LECTURES, ONLINE_TITLES, THEMES } from "./titles.ts"

const WEEKEND = [6, 0]
const WEEKDAYS = [1, 2, 3, 4, 5]
const ANY = [0, 1, 2, 3, 4, 5, 6]
/** People in one sitting of a lecture. */
const SITTING = 128

/**
 * Draw and live through the lessons of one community and its branches, over the whole period.
 *
 * Between two months the batch that is under way gets its turn: the server would wait for bytes otherwise.
 */
export async function writeCommunityLessons(scene: Scene): Promise<void> {
  const { start, end } = scene.city.period
  for (let year = yearOf(start); year <= yearOf(end); year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      const first = dayOf(year, month, 1)
      if (first < start || first > end) continue
      writeIntensive(scene, year, month)
      writeLectures(scene, year, month)
      writeOnline(scene, year, month)
      scene.plan.branches.forEach((_, branch) => writeThemeDay(scene, year, month, branch))
      await scene.city.out.giveTurn()
    }
  }
}

/** 主题党日: once a month in every branch, at the branch's usual time. */
function writeThemeDay(scene: Scene, year: number, month: number, branch: number): void {
  const { plan, chance, city } = scene
  const own = plan.branches[branch] as (typeof plan.branches)[number]
  // The habit comes from the branch, not from chance: the same weekday and length month after month.
  const habit = (plan.index * 7 + branch * 3) % 10
  const parts = habit < 5 ? EVENING : habit < 8 ? MORNING : AFTERNOON
  const weekdays = parts === EVENING ? WEEKDAYS : WEEKEND
  // Over the whole month, so that every week has some.
  const dayOfMonth = 2 + ((plan.index * 5 + branch * 2) % 25)
  const isPractice = month === 3 && habit % 4 === 1
  const isShort = habit === 4 && month % 3 === 0
  const wanted = { branches: [branch], parts, weekdays, seats: own.size + 6, tutors: 0 }
  const from = dayOf(year, month, dayOfMonth)
  const until = dayOf(year, month, 28)
  const found = arrange(scene, { ...wanted, from, until }) ?? arrange(scene, { ...wanted, weekdays: ANY, from: dayOf(year, month, 2), until })
  if (!found) return
  const start = parts === EVENING ? 1170 : parts === MORNING ? 540 : 900
  const theme = THEMES[(month - 1) % THEMES.length] as string
  writeLesson(scene, [branch], "MEMBERS", {
    title: isPractice ? "学雷锋志愿服务：清洁家园" : `主题党日：${theme}`,
    category: isPractice ? "PRACTICE" : "THEME_DAY",
    mode: "FACE_TO_FACE",
    day: found.day,
    from: start,
    to: start + (isShort ? 90 : 120),
    hours: isPractice ? 0 : isShort ? 1.5 : 2,
    schoolId: null,
    venueId: isPractice ? null : (found.room?.id ?? null),
    classId: null,
    organiser: own,
    teacherIds: [],
  })
  if (!isPractice && month === 3 && habit % 4 === 2) writeExtraPractice(scene, branch, found.day + 3, city.period.end, chance.between(0, 1))
}

/** Voluntary work counts as organisation life and earns no study hours. */
function writeExtraPractice(scene: Scene, branch: number, from: Day, until: Day, shift: number): void {
  const own = scene.plan.branches[branch] as Scene["plan"]["branches"][number]
  const found = arrange(scene, { branches: [branch], parts: MORNING, weekdays: WEEKEND, seats: Infinity, tutors: 0, from, until: Math.min(until, from + 20) })
  if (!found) return
  writeLesson(scene, [branch], "MEMBERS", {
    title: shift ? "志愿服务：沿江步道清洁" : "志愿服务：结对帮扶走访",
    category: "PRACTICE",
    mode: "FACE_TO_FACE",
    day: found.day,
    from: 510,
    to: 690,
    hours: 0,
    schoolId: null,
    venueId: null,
    classId: null,
    organiser: own,
    teacherIds: [],
  })
}

/** 党课: once a quarter for the community, in as many sittings as its rooms need. */
function writeLectures(scene: Scene, year: number, month: number): void {
  const { plan, chance, facility, city } = scene
  if ((month - 1) % 3 !== plan.index % 3) return
  const title = LECTURES[(year * 4 + Math.floor(month / 3) + plan.index) % LECTURES.length] as string
  const isLimited = plan.index % 39 < 3
  sittingsOf(scene).forEach(({ branches, people }, number, all) => {
    const parts = chance.happens(0.6) ? AFTERNOON : EVENING
    const from = dayOf(year, month, 4 + ((plan.index * 3) % 9))
    const isRemote = chance.happens(0.25)
    const wanted = { branches, parts, weekdays: ANY, seats: people + 12, tutors: 1, prefersRemote: isRemote }
    const found = arrange(scene, { ...wanted, from, until: from + 40 })
    if (!found) return
    const start = parts === AFTERNOON ? 870 : 1170
    writeLesson(scene, branches, "MEMBERS_AND_ACTIVISTS", {
      title: all.length > 1 ? `${title}（第${number + 1}场）` : title,
      category: "PARTY_LECTURE",
      mode: isRemote && found.room?.isRemote ? "REMOTE_SITE" : "FACE_TO_FACE",
      day: found.day,
      from: start,
      to: start + 120,
      hours: 2,
      ...(isLimited && found.day >= city.period.today ? { capacity: Math.ceil(people * 0.75) } : {}),
      schoolId: facility.schoolId,
      venueId: found.room?.id ?? null,
      classId: null,
      organiser: plan,
      teacherIds: found.tutors.map((tutor) => tutor.id),
    })
  })
}

/** 党员集中轮训: a day of centralised training a year, in one day of eight hours or two half-days of four. */
function writeIntensive(scene: Scene, year: number, month: number): void {
  const { plan, city, facility } = scene
  if (month !== 4 + (plan.index % 6)) return
  const isWhole = plan.index % 5 < 3
  const rounds = isWhole ? 1 : 2
  const classId = city.ids.class()
  const days: Day[] = []
  for (const { branches, people } of sittingsOf(scene)) {
    for (let round = 0; round < rounds; round += 1) {
      const from = dayOf(year, month, 6 + ((plan.index * 5) % 14) + round)
      const parts = isWhole ? WHOLE_DAY : MORNING
      const found = arrange(scene, { branches, parts, weekdays: [5, 6, 0], seats: people + 12, tutors: isWhole ? 2 : 1, from, until: from + 50 })
      if (!found) continue
      days.push(found.day)
      writeLesson(scene, branches, "MEMBERS_AND_ACTIVISTS", {
        title: `${year}年党员集中轮训：${INTENSIVE_TITLES[(plan.index + round) % INTENSIVE_TITLES.length]}`,
        category: "INTENSIVE",
        mode: "FACE_TO_FACE",
        day: found.day,
        from: 510,
        to: isWhole ? 1050 : 750,
        hours: isWhole ? 8 : 4,
        schoolId: facility.schoolId,
        venueId: found.room?.id ?? null,
        classId,
        organiser: plan,
        teacherIds: found.tutors.map((tutor) => tutor.id),
        isFirm: true,
      })
    }
  }
  if (days.length === 0) return
  const name = `${plan.stem}社区${year}年党员集中轮训班`
  const [starts, ends] = [dateText(Math.min(...days)), dateText(Math.max(...days))]
  city.out.row("courses.training_class", classId, plan.id, plan.path, "COMMUNITY", year, name, starts, ends, plan.size, 8)
}

/** 网络培训: one evening a year everywhere; a few communities lean on it so much that the cap on online hours bites. */
function writeOnline(scene: Scene, year: number, month: number): void {
  const { plan } = scene
  const isHeavy = plan.index % 19 === 5
  const months = isHeavy ? [3, 5, 8] : [5 + (plan.index % 6)]
  if (!months.includes(month)) return
  const all = plan.branches.map((_, branch) => branch)
  const from = dayOf(year, month, 9 + (plan.index % 7))
  const parts = isHeavy ? WHOLE_DAY : EVENING
  const found = arrange(scene, { branches: all, parts, weekdays: isHeavy ? WEEKEND : WEEKDAYS, seats: Infinity, tutors: 0, from, until: from + 19 })
  if (!found) return
  const hours = isHeavy ? 7 : 3
  const start = isHeavy ? 540 : 1140
  writeLesson(scene, all, "MEMBERS", {
    title: ONLINE_TITLES[(year + month) % ONLINE_TITLES.length] as string,
    category: "ONLINE",
    mode: "ONLINE",
    day: found.day,
    from: start,
    to: start + hours * 60,
    hours,
    schoolId: scene.facility.schoolId,
    venueId: null,
    classId: null,
    organiser: plan,
    teacherIds: [],
  })
}

function writeLesson(scene: Scene, branches: readonly number[], invited: Invited, spec: LessonSpec): void {
  const lesson = openLesson(scene.city, spec, scene.chance)
  gather(scene, lesson, branches, invited)
  if (spec.category === "THEME_DAY" && lesson.status === "HELD") {
    for (const person of scene.peopleOf[branches[0] as number] ?? []) {
      const isOnTheWay = person.joined === null && person.activist !== null && person.activist <= lesson.day && person.participation === "DIRECT"
      if (isOnTheWay && branchOn(person, lesson.day) === branches[0] && scene.chance.happens(0.15)) observe(scene.city, lesson, person)
    }
  }
  plantFindings(scene, lesson, branches, spec)
  closeLesson(scene.city, lesson)
}

/** Group the branches into sittings that a room can hold. */
function sittingsOf({ plan }: Scene): { branches: number[]; people: number }[] {
  const sittings: { branches: number[]; people: number }[] = []
  plan.branches.forEach(({ size }, branch) => {
    const last = sittings.at(-1)
    if (last && last.people + size <= SITTING) {
      last.branches.push(branch)
      last.people += size
    } else sittings.push({ branches: [branch], people: size })
  })
  return sittings
}
