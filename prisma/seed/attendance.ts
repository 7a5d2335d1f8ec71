import type { AttendanceFact, AttendanceState } from "../../subgraphs/attendance/domain/annual-hours.ts"
import { utcText, type Day } from "./calendar.ts"
import type { City } from "./city.ts"
import type { Lesson, Source } from "./lessons.ts"
import { askLeave, branchIdOn, owe, walkIn, writeLeave } from "./paperwork.ts"
import type { Person } from "./people.ts"
import type { Chance } from "./random.ts"

type Mark = {
  state: AttendanceState
  minutes: number
  source: Source | "LEAVE"
  at: Day
  minute: number
  recordedAt: Day
  recordedMinute: number
  isTimed?: true
  isAfterLock?: true
}
type Extra = { isMakeUp: boolean; replacesId: string | null; reason: string | null; leaveId: string | null; makeUpId: string | null }

const FIRST: Extra = { isMakeUp: false, replacesId: null, reason: null, leaveId: null, makeUpId: null }

/** Put somebody on a lesson's list; when the lesson was held, say whether and how the person came. */
export function expect(city: City, lesson: Lesson, person: Person, chance: Chance, makeUpShare: number): void {
  if (lesson.status === "DRAFT") return
  const isIn = lesson.enrolled < lesson.places
  if (isIn) lesson.enrolled += 1
  city.out.line("courses.enrolment", `${lesson.id}\t${person.id}\t${lesson.startsAt}\t${isIn ? "EXPECTED" : "WAITLISTED"}`)
  if (lesson.status === "PUBLISHED" && isIn && city.paperwork.happens(0.002)) askLeave(city, lesson, person)
  if (lesson.status !== "HELD") return
  city.out.line("attendance.sheet_place", `${lesson.id}\t${person.id}\t${branchIdOn(person, lesson.day)}`)
  if (lesson.isOpen && chance.happens(0.3)) return
  const mark = oddly(lesson, draw(lesson, person, chance))
  if (lesson.oddity === "DEVICE" && lesson.present === Number(lesson.heldOn.slice(5, 7)) && mark.minutes > 0) shareDevice(city, lesson, person)
  const leaveId = mark.state === "ON_LEAVE" && city.paperwork.happens(0.4) ? writeLeave(city, lesson, person) : null
  const id = record(city, lesson, person, leaveId === null ? mark : { ...mark, source: "LEAVE" }, { ...FIRST, leaveId })
  const state = chance.happens(0.0015) ? correct(city, lesson, person, mark, id, chance) : mark.state
  if (state === "ON_LEAVE") lesson.onLeave += 1
  else if (state === "ABSENT") lesson.absent += 1
  else lesson.present += 1
  if ((state !== "ON_LEAVE" && state !== "ABSENT") || lesson.hours === 0) return
  owe(city, lesson, person, leaveId, chance.happens(makeUpShare) ? makeUp(city, lesson, person, chance) : null)
}

/** Note that somebody sat in who was not on the list (列席); while the sheet is open, they stand at the door. */
export function observe(city: City, lesson: Lesson, person: Person): void {
  if (lesson.status !== "HELD") return
  if (lesson.isOpen) return walkIn(city, lesson, person)
  const { day, from, minutes } = lesson
  record(city, lesson, person, { state: "OBSERVER", minutes, source: "RECORDER", at: day, minute: from, recordedAt: day, recordedMinute: 1330 }, FIRST)
}

/** Put somebody who was expected elsewhere in the same minutes on the list as well, and note that they were there all the time. */
export function sitIn(city: City, lesson: Lesson, person: Person): void {
  const { day, from, minutes } = lesson
  city.out.line("courses.enrolment", `${lesson.id}\t${person.id}\t${lesson.startsAt}\tEXPECTED`)
  city.out.line("attendance.sheet_place", `${lesson.id}\t${person.id}\t${branchIdOn(person, day)}`)
  lesson.enrolled += 1
  record(city, lesson, person, { state: "PRESENT", minutes, source: "RECORDER", at: day, minute: from, recordedAt: day, recordedMinute: 1330 }, FIRST)
  lesson.present += 1
}

/** Correct somebody who was there for a part of a lesson to all of it, some days later. */
export function correctUpwards(city: City, lesson: Lesson, person: Person, replacesId: string, on: Day, isAfterLock: boolean): void {
  const { day: at, from: minute, minutes } = lesson
  const mark: Mark = { state: "PRESENT", minutes, source: "RECORDER", at, minute, recordedAt: on, recordedMinute: 960 }
  lesson.closedOn = Math.max(lesson.closedOn, on)
  record(city, lesson, person, isAfterLock ? { ...mark, isAfterLock } : mark, { ...FIRST, replacesId, reason: "本人说明当时在场，按全程更正" })
}

/** Write a mark as it is written where something is odd about a lesson's marks. */
function oddly(lesson: Lesson, mark: Mark): Mark {
  const { day, from, oddity } = lesson
  const isThere = mark.state === "PRESENT" && mark.source === lesson.source
  if (oddity === "BATCH" && mark.state !== "ONLINE") return { ...mark, recordedAt: day + 6, recordedMinute: 1220 }
  if (oddity === "ROUND" && isThere) return { ...mark, minute: from - (from % 30) - 30, isTimed: true }
  if (oddity === "EARLY" && isThere && mark.minute % 5 === 0) return { ...mark, minute: from - 85, recordedMinute: from - 85 }
  const isByHand = lesson.source === "PAPER" || lesson.source === "RECORDER"
  if (oddity === "EQUAL" && isByHand && mark.minutes > 0 && mark.state !== "ONLINE") return { ...mark, state: "PRESENT", minutes: lesson.minutes - 15 }
  return mark
}

/** The device of one household comes with another person each month (一机多人). */
function shareDevice(city: City, lesson: Lesson, person: Person): void {
  city.out.row("attendance.door_device", lesson.id, `\\x${Buffer.from(lesson.organiser.path).toString("hex").padEnd(32, "0")}`, person.id)
}

/** Draw how somebody took part; one throw decides both whether and how. */
function draw(lesson: Lesson, person: Person, chance: Chance): Mark {
  const { day: at, from, minutes, source } = lesson
  const { reliability } = person
  const isOnline = source === "ONLINE"
  const dice = chance.next()
  if (dice >= reliability) {
    const state = !isOnline && (dice - reliability) / (1 - reliability) < 0.6 ? "ON_LEAVE" : "ABSENT"
    return { state, minutes: 0, source: "RECORDER", at, minute: from + minutes, recordedAt: at, recordedMinute: Math.max(1300, from + minutes) }
  }
  const share = dice / reliability
  const minute = from - 12 + (Math.floor(share * 331) % 12)
  const came = (state: AttendanceState, took: number, arrived = minute): Mark => {
    const recordedMinute = source === "PAPER" ? 1320 : arrived
    return { state, minutes: took, source, at, minute: arrived, recordedAt: at, recordedMinute }
  }
  if (isOnline) return came("ONLINE", share < 0.1 ? minutes - 10 - Math.floor(share * 500) : minutes)
  if (person.isAway && share < 0.4) return { state: "ONLINE", minutes, source: "ONLINE", at, minute, recordedAt: at, recordedMinute: minute }
  if (share >= 0.07) return came("PRESENT", minutes)
  if (share >= 0.045) return came("LEFT_EARLY", minutes - 15 - Math.floor((share - 0.045) * 1600))
  const late = 4 + Math.floor(share * 800)
  return came("LATE", minutes - late, from + late)
}

/** Make up for a missed lesson some days later: taught again, at home, or online (补课、送学上门、网络补课). */
function makeUp(city: City, lesson: Lesson, person: Person, chance: Chance) {
  const at = lesson.day + chance.between(3, 35)
  if (at >= city.period.today) return null
  const isOnline = chance.happens(person.isAway ? 0.9 : 0.3)
  const minute = chance.between(540, 1080)
  const recorded = { at, minute, recordedAt: at, recordedMinute: minute + 40 }
  const mark: Mark = { state: isOnline ? "ONLINE" : "PRESENT", minutes: lesson.minutes, source: isOnline ? "ONLINE" : "RECORDER", ...recorded }
  const id = city.ids.makeUp()
  const entryId = record(city, lesson, person, mark, { ...FIRST, isMakeUp: true, makeUpId: id })
  return { id, entryId, on: at, minutes: lesson.minutes, state: isOnline ? ("ONLINE" as const) : ("PRESENT" as const) }
}

/**
 * Correct a mark with a new one that names it and says why.
 *
 * Most corrections come before the sheet is closed; a late one means that the sheet was closed again, with the new counts.
 */
function correct(city: City, lesson: Lesson, person: Person, wrong: Mark, replacesId: string, chance: Chance): AttendanceState {
  const isLate = chance.happens(0.12)
  const on = lesson.day + (isLate ? chance.between(12, 110) : chance.between(1, 2))
  if (on >= city.period.today || lesson.source === "ONLINE") return wrong.state
  lesson.closedOn = Math.max(lesson.closedOn, on)
  const recorded = { recordedAt: on, recordedMinute: chance.between(540, 1020) }
  const { day, from, minutes } = lesson
  const late: Mark = { state: "LATE", minutes: minutes - 20, source: "PAPER", at: day, minute: from + 20, ...recorded }
  const [mark, reason]: [Mark, string] =
    wrong.state === "ABSENT"
      ? chance.happens(0.5)
        ? [late, `扫码失败，按纸质签到表第${chance.between(1, 40)}行补录`]
        : [{ ...wrong, state: "ON_LEAVE", source: "PAPER", ...recorded }, "事后补交假条，经支部书记同意"]
      : wrong.state === "ON_LEAVE"
        ? [{ ...late, state: "PRESENT", minutes, minute: from }, "请假后提前返回，实际到场"]
        : [late, "记录人核对签到表，实为迟到"]
  record(city, lesson, person, mark, { ...FIRST, replacesId, reason })
  return mark.state
}

/** Write a fact as the line that is sealed; its columns are in the order of domain/ledger-line.ts. */
function record(city: City, lesson: Lesson, person: Person, mark: Mark, extra: Extra): string {
  const id = city.ids.entry()
  const { category, hours, heldOn } = lesson
  const { state, minutes, source } = mark
  const { isMakeUp, replacesId, reason, leaveId, makeUpId } = extra
  const [arrived, left] = isMakeUp ? [null, null] : timesOf(lesson, mark)
  const what = `${state}\t${category}\t${minutes}\t${hours.toFixed(1)}\t${heldOn}\t${utcText(mark.at, mark.minute)}\t${source}\t${isMakeUp ? "t" : "f"}`
  const times = `${arrived === null ? NONE : utcText(lesson.day, arrived)}\t${left === null ? NONE : utcText(lesson.day, left)}`
  const by =
    source === "CODE" && !isMakeUp
      ? `${person.accountId}\t${person.name.name}`
      : lesson.recorder
        ? `${lesson.recorder.id}\t${lesson.recorder.name}`
        : `${NONE}\t${NONE}`
  const head = `${id}\t${utcText(mark.recordedAt, mark.recordedMinute)}\t${lesson.id}\t${person.id}\t${what}\t${replacesId ?? NONE}\t${reason ?? NONE}`
  const text = `${head}\t${branchIdOn(person, lesson.day)}\t${times}\t${by}\t${NONE}\t${leaveId ?? NONE}\t${makeUpId ?? NONE}\t${NONE}\t${NONE}\t{}\t${NONE}\t${NONE}\t${mark.isAfterLock ? "t" : "f"}`
  city.out.line("attendance.entry", text)
  city.sealing.add("entry", id, text)
  // What an open sheet says counts once it is closed.
  if (lesson.isOpen && !isMakeUp) return id
  const fact: AttendanceFact = { id, lessonId: lesson.id, state, category, minutes, plannedHours: hours, heldOn, isMakeUp, replacesId }
  if (!isMakeUp) Object.assign(fact, { periods: lesson.periods, arrivedAt: instantOf(lesson, arrived), leftAt: instantOf(lesson, left) })
  person.facts.push(fact)
  return id
}

const NONE = "\\N"

/** When somebody came and went, in minutes of the day, as far as that was noted: by the code always, otherwise where it mattered. */
function timesOf(lesson: Lesson, { state, source, minute, minutes, isTimed }: Mark): [arrived: number | null, left: number | null] {
  if (state === "LATE") return [lesson.from + (lesson.minutes - minutes), null]
  if (state === "LEFT_EARLY") return [source === "CODE" ? minute : null, lesson.from + minutes]
  return [state === "PRESENT" && (source === "CODE" || isTimed) ? minute : null, null]
}

function instantOf(lesson: Lesson, minute: number | null): Date | null {
  return minute === null ? null : new Date(Date.parse(lesson.heldOn) + (minute - 480) * 60_000)
}
