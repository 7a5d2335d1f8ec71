import { staffAt, type City, type Staff } from "./city.ts"
import { dateText, dayOf, timeText, utcText, type Day } from "./calendar.ts"
import type { Lesson } from "./lessons.ts"
import { branchOn, type Person } from "./people.ts"

/** How long somebody has to make up for a lesson. */
const MAKE_UP_DAYS = 60
/** How far back obligations go, and how far the acts around a sheet do. */
const OBLIGED_DAYS = 365
const ACTS_DAYS = 30

const REASONS = { SICK: "因病请假，附就诊记录", PERSONAL: "家中有事", OFFICIAL: "单位公务出差", FAMILY: "照料家人" } as const
const KINDS = ["SICK", "PERSONAL", "OFFICIAL", "FAMILY"] as const
const FORMS = { ONLINE: "ONLINE", PRESENT: "TAUGHT_AGAIN" } as const

/** Write a leave (请假) that was approved before the lesson; gives its id. */
export function writeLeave(city: City, lesson: Lesson, person: Person): string {
  const { paperwork: chance } = city
  const asked = lesson.day - chance.between(2, 6)
  return leave(city, lesson, person, asked, ["APPROVED", asked + (chance.happens(0.5) ? 0 : 1)])
}

/** Write what somebody asks for a lesson that is still to come: mostly undecided yet. */
export function askLeave(city: City, lesson: Lesson, person: Person): void {
  const { paperwork: chance, period } = city
  const asked = period.today - chance.between(1, 5)
  leave(city, lesson, person, asked, chance.happens(0.85) ? ["REQUESTED", null] : [chance.happens(0.5) ? "REFUSED" : "APPROVED", asked])
}

function leave(city: City, lesson: Lesson, person: Person, asked: Day, [state, decided]: [state: string, decided: Day | null]): string {
  const { paperwork: chance, ids, out } = city
  const id = ids.leave()
  const kind = chance.pick(KINDS)
  const secretary = staffAt(city, lesson.organiser.path).SECRETARY
  const decision =
    decided === null ? [null, null, null, null] : [timeText(decided, 1260), secretary.id, secretary.name, state === "REFUSED" ? "本次学习不得缺席" : null]
  const who = [lesson.id, person.id, branchIdOn(person, lesson.day)] as const
  out.row(
    "attendance.leave",
    id,
    ...who,
    kind,
    REASONS[kind],
    "{}",
    state,
    timeText(asked, chance.between(480, 1240)),
    person.accountId,
    person.name.name,
    ...decision,
  )
  return id
}

/** What a missed lesson obliges to (补课): done, exempted, due or overdue. Those that were done wait for the hours that they earned. */
export function owe(
  city: City,
  lesson: Lesson,
  person: Person,
  leaveId: string | null,
  done: { id: string; entryId: string; on: Day; minutes: number; state: "ONLINE" | "PRESENT" } | null,
): void {
  const { paperwork: chance, ids, out, period } = city
  const owed = (id: string, state: string): string =>
    `${id}\t${lesson.id}\t${person.id}\t${branchIdOn(person, lesson.day)}\t${leaveId ?? "\\N"}\t${state}\t${dateText(lesson.day + MAKE_UP_DAYS)}\t${timeText(lesson.day, 1350)}`
  const { COORDINATOR } = staffAt(city, lesson.organiser.path)
  if (done) {
    const before = `${owed(done.id, "COMPLETED")}\t${FORMS[done.state]}\t${dateText(done.on)}\t${done.minutes}`
    const after = `${done.entryId}\t{}\t\\N\t${timeText(done.on, 1300)}\t${COORDINATOR.id}\t${COORDINATOR.name}`
    person.madeUp.push({ entryId: done.entryId, before, after })
    return
  }
  if (lesson.day < period.today - OBLIGED_DAYS || lesson.isOpen) return
  const isExempt = chance.happens(0.06)
  const settled = isExempt
    ? `长期卧床，送学上门有困难\t${timeText(Math.min(lesson.day + 5, period.today - 1), 600)}\t${COORDINATOR.id}\t${COORDINATOR.name}`
    : "\\N\t\\N\t\\N\t\\N"
  out.line("attendance.make_up", `${owed(ids.makeUp(), isExempt ? "EXEMPT" : "DUE")}\t\\N\t\\N\t\\N\t\\N\t\\N\t{}\t${settled}`)
}

/** What lies beside a sheet: the act that closed it, while that is recent; now and then the paper that it was taken from. */
export function writePaperwork(city: City, lesson: Lesson, by: Staff): void {
  const { paperwork: chance, ids, out, period } = city
  const closedOn = Math.max(lesson.day, lesson.closedOn)
  if (!lesson.isOpen && closedOn >= period.today - ACTS_DAYS) {
    const [opened, closed] = [utcText(lesson.day, lesson.from - 20), utcText(closedOn, 1350)]
    act(city, "SHEET_OPENED", {
      lessonId: lesson.id,
      organisationId: lesson.organiser.id,
      before: null,
      after: '{"state": "OPEN"}',
      at: opened,
      by: by.RECORDER,
    })
    act(city, "SHEET_CLOSED", {
      lessonId: lesson.id,
      organisationId: lesson.organiser.id,
      before: '{"state": "OPEN"}',
      after: '{"state": "CLOSED"}',
      at: closed,
      by: by.RECORDER,
    })
  }
  if (lesson.source !== "PAPER" || lesson.isOpen || lesson.day < period.today - 60 || !chance.happens(0.3)) return
  const { enrolled, present, onLeave, absent } = lesson
  const { RECORDER, COORDINATOR } = by
  const counts = [enrolled, present, onLeave, absent, COORDINATOR.name, RECORDER.name, lesson.heldOn] as const
  const at = timeText(lesson.day, 1330)
  out.row("attendance.paper_sheet", ids.paper(), lesson.id, Math.max(1, Math.ceil(enrolled / 40)), "{}", ...counts, at, RECORDER.id, RECORDER.name, at)
}

/** Somebody who stands at the door of a lesson without being on its list (不在名单): they wait for the recorder. */
export function walkIn(city: City, lesson: Lesson, person: Person): void {
  const at = timeText(lesson.day, lesson.from - 5)
  city.out.row(
    "attendance.capture",
    city.ids.capture(),
    lesson.id,
    person.id,
    "SCAN_IN",
    "CODE",
    at,
    at,
    person.accountId,
    person.name.name,
    `walk-in-${lesson.id}`,
    "{}",
  )
}

/** 锁定: one district has closed the books of last year, another those of the first months of this one. */
export function writeLocks(city: City): void {
  const { plan, period } = city
  const [, year] = period.years
  const lock = (district: { id: string; path: string } | undefined, of: number, month: number | null, from: Day, to: Day): void => {
    if (!district || to + 120 > period.today) return
    const secretary = staffAt(city, district.path).SECRETARY
    const id = city.ids.lock()
    const on = period.today - 10
    const span = [of, month, dateText(from), dateText(to)] as const
    city.locked.push({ path: district.path, from, to })
    city.out.row("attendance.period_lock", id, district.id, district.path, ...span, timeText(on, 600), secretary.id, secretary.name, "年度考勤核对完毕")
    const after = month === null ? `{"year": ${of}, "month": null}` : `{"year": ${of}, "month": ${month}}`
    act(city, "PERIOD_LOCKED", { subjectId: id, organisationId: district.id, before: null, after, at: utcText(on, 600), by: secretary })
  }
  lock(plan.districts[0], year - 1, null, dayOf(year - 1, 1, 1), dayOf(year, 1, 1))
  for (const month of [1, 2, 3]) lock(plan.districts[1], year, month, dayOf(year, month, 1), dayOf(year, month + 1, 1))
}

type Act = { subjectId?: string; lessonId?: string; organisationId: string; before: string | null; after: string; at: string; by: { id: string; name: string } }

/** Write an act as the line that is sealed. */
function act(city: City, kind: string, { subjectId, lessonId, organisationId, before, after, at, by }: Act): void {
  const id = city.ids.act()
  const about = `${subjectId ?? "\\N"}\t${lessonId ?? "\\N"}\t\\N\t${organisationId}`
  const text = `${id}\t${at}\t${kind}\t${about}\t${before ?? "\\N"}\t${after}\t\\N\t{}\t${at}\t${by.id}\t${by.name}`
  city.out.line("attendance.act", text)
  city.sealing.add("act", id, text)
}

export function branchIdOn(person: Person, day: Day): string {
  return person.branchIds[branchOn(person, day)] as string
}
