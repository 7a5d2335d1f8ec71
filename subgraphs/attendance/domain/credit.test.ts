import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { annualHours } from "./annual-hours.ts"
import { ATTENDANCE_STATES, type AttendanceFact } from "./attendance-fact.ts"
import { stepsOf } from "./hour-entry.ts"
import { LESSON_CATEGORIES, ROLES_IN_YEAR, type RuleSet, parseRuleSet } from "./rule-set.ts"

const PARAMETERS = {
  requirements: {
    MEMBER: { hours: 32, intensiveSessions: 0 },
    PROBATIONARY: { hours: 32, intensiveSessions: 0 },
    SECRETARY: { hours: 56, intensiveSessions: 1 },
    COMMITTEE_MEMBER: { hours: 56, intensiveSessions: 1 },
    DEVELOPMENT_TARGET: { hours: 24, intensiveSessions: 0 },
    ACTIVIST: null,
    IN_SERVICE: null,
    CADRE: { hours: 90, intensiveSessions: 1 },
  },
  minutesPerHour: 60,
  roundingStep: 0.5,
  roundingDirection: "DOWN",
  lateGraceMinutes: 5,
  onlineCapShare: 0.5,
  dailyCapHours: 8,
  makeUpFactor: 1,
  categories: { INTENSIVE: "INTENSIVE", COLLECTIVE: "COLLECTIVE", PARTY_LECTURE: "COLLECTIVE", THEME_DAY: "COLLECTIVE", ONLINE: "ONLINE", PRACTICE: "NONE" },
}
const rules = parseRuleSet(PARAMETERS)
const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`)
let count = 0
function fact(from: string, to: string, change: Partial<AttendanceFact> = {}): AttendanceFact {
  count += 1
  const heldOn = change.heldOn ?? "2026-03-01"
  const [startsAt, endsAt] = [at(heldOn, from), at(heldOn, to)]
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000
  const lesson = { id: `entry-${String(count).padStart(4, "0")}`, lessonId: `lesson-${count}`, state: "PRESENT", category: "PARTY_LECTURE" } as const
  return { ...lesson, minutes, plannedHours: minutes / 60, heldOn, isMakeUp: false, replacesId: null, periods: [{ startsAt, endsAt }], ...change }
}
const yearOf = (facts: AttendanceFact[], change: Partial<RuleSet> = {}, months = 12) => annualHours(facts, 2026, "MEMBER", { ...rules, ...change }, months)
const countedOf = (facts: AttendanceFact[], change: Partial<RuleSet> = {}) => yearOf(facts, change).entries.map(({ counted }) => counted / 100)

describe("nobody earns twice in the same minutes", () => {
  it("centralised training goes first, then who has more hours; the other earns in proportion", () => {
    const [course, lecture] = [fact("09:00", "11:00", { category: "INTENSIVE" }), fact("10:00", "14:00")]
    expect(yearOf([course, lecture])).toMatchObject({ intensive: 2, collective: 3 })
    expect(yearOf([lecture, course])).toEqual(yearOf([course, lecture]))
    expect(countedOf([fact("09:00", "10:00"), fact("09:00", "12:00")])).toEqual([0, 3])
  })

  it("back to back is apart; who left before the other began earns both", () => {
    expect(countedOf([fact("09:00", "10:00"), fact("10:00", "11:00")])).toEqual([1, 1])
    const left = fact("09:00", "11:00", { state: "LEFT_EARLY", minutes: 60, leftAt: at("2026-03-01", "10:00") })
    expect(countedOf([left, fact("10:00", "11:00")])).toEqual([1, 1])
  })

  it("a make-up was at another time than its lesson, and what is not known to overlap does not", () => {
    expect(countedOf([fact("09:00", "10:00"), fact("09:00", "10:00", { isMakeUp: true, periods: null })])).toEqual([1, 1])
  })
})

describe("a rule set's later parameters", () => {
  const late = (minutes: number, change: Partial<AttendanceFact> = {}) =>
    fact("09:00", "11:00", { state: "LATE", minutes: 120 - minutes, arrivedAt: new Date(at("2026-03-01", "09:00").getTime() + minutes * 60_000), ...change })
  it("tell lateness from leaving early: a grace each, and from when they count as absence", () => {
    const change = { late: { graceMinutes: 10, absentBeyondMinutes: 30 }, early: { graceMinutes: 0, absentBeyondMinutes: null }, roundingStep: 0.01 }
    expect(countedOf([late(10)], change)).toEqual([2])
    expect(countedOf([late(11)], change)).toEqual([1.81])
    expect(countedOf([late(30)], change)).toEqual([1.5])
    expect(countedOf([late(31)], change)).toEqual([0])
    // Ten minutes late are forgiven, thirty too soon are not.
    expect(countedOf([late(10, { minutes: 80, leftAt: at("2026-03-01", "10:30") })], change)).toEqual([1.5])
    expect(countedOf([fact("09:00", "11:00", { state: "LEFT_EARLY", minutes: 119 })], change)).toEqual([1.98])
  })

  it("make every second lateness an absence, by day", () => {
    const facts = ["2026-05-01", "2026-03-02", "2026-04-01"].map((heldOn) => late(3, { heldOn, periods: null, arrivedAt: null }))
    expect(yearOf(facts, { latesPerAbsence: 2 }).entries.map(({ heldOn, counted }) => [heldOn, counted])).toEqual([
      ["2026-03-02", 200],
      ["2026-04-01", 0],
      ["2026-05-01", 200],
    ])
  })

  it("count online study by a ladder, whatever the rounding", () => {
    const onlineLadder = [
      { fromMinutes: 1, hours: 0.25 },
      { fromMinutes: 16, hours: 0.5 },
      { fromMinutes: 30, hours: 1 },
    ]
    const watched = (minutes: number) => fact("09:00", "11:00", { category: "ONLINE", state: "ONLINE", minutes, periods: null })
    expect([0, 15, 16, 29, 30, 200].map((minutes) => countedOf([watched(minutes)], { onlineLadder })[0])).toEqual([0, 0.25, 0.5, 0.5, 1, 1])
  })

  it("cap online hours by hours and by share, whichever is less; earlier days first", () => {
    const facts = ["2026-03-02", "2026-03-01"].map((heldOn) => fact("09:00", "15:00", { heldOn, category: "ONLINE" }))
    expect(yearOf(facts, { onlineCapHours: 10 })).toMatchObject({ onlineRaw: 12, onlineCounted: 10 })
    expect(countedOf(facts, { onlineCapHours: 10 })).toEqual([6, 4])
    expect(yearOf(facts, { onlineCapHours: 10, onlineCapShare: 0.25 })).toMatchObject({ onlineCounted: 8 })
  })

  it("count by the day: a part of five hours at most is half a day, and who is there in part earns in proportion", () => {
    const dayTable = { day: 8, halfDay: 4 }
    expect(countedOf([fact("09:00", "11:30", { plannedHours: 4 })], { dayTable })).toEqual([4])
    expect(countedOf([fact("09:00", "11:30", { plannedHours: 6 })], { dayTable })).toEqual([4])
    expect(countedOf([fact("09:00", "11:30", { plannedHours: 4, state: "LEFT_EARLY", minutes: 75 })], { dayTable })).toEqual([2])
    const days = { from: "2025-12-30", to: "2026-01-03" }
    const training = fact("09:00", "10:00", { periods: null, heldOn: "2025-12-30", plannedHours: 50, days, category: "INTENSIVE" })
    expect(countedOf([training], { dayTable })).toEqual([24])
    expect(countedOf([{ ...training, plannedHours: 33.5 }])).toEqual([20.1])
    expect(annualHours([{ ...training, plannedHours: 33.5 }], 2025, "MEMBER", rules).credited).toBe(13.4)
  })

  it("ask less of who came in the year, by months, or nothing below some", () => {
    expect(yearOf([], { proRata: { way: "PRO_RATA_BY_MONTH", months: 0 } }, 7)).toMatchObject({ required: 18.67, isRequired: true })
    expect(yearOf([], { proRata: { way: "EXEMPT_BELOW_MONTHS", months: 6 } }, 5)).toMatchObject({ required: 0, isRequired: false })
    expect(yearOf([], { proRata: { way: "EXEMPT_BELOW_MONTHS", months: 6 } }, 6)).toMatchObject({ required: 32 })
    expect(yearOf([], { proRata: { way: "FULL", months: 0 } }, 1)).toMatchObject({ required: 32 })
  })

  it("are read back, and stay away where they are not named", () => {
    const options = {
      dayTable: { day: 8, halfDay: 4 },
      late: { graceMinutes: 5, absentBeyondMinutes: null },
      latesPerAbsence: 2,
      onlineLadder: [{ fromMinutes: 1, hours: 1 }],
    }
    expect(parseRuleSet({ ...PARAMETERS, ...options })).toEqual({ ...PARAMETERS, ...options })
    expect(parseRuleSet(PARAMETERS)).toEqual(PARAMETERS)
    expect(() => parseRuleSet({ ...PARAMETERS, late: { graceMinutes: -1 } })).toThrow("late.graceMinutes")
  })
})

describe("whatever the facts", () => {
  const line = fc.record({
    start: fc.integer({ min: 0, max: 20 }),
    length: fc.integer({ min: 1, max: 8 }),
    state: fc.constantFrom(...ATTENDANCE_STATES),
    category: fc.constantFrom(...LESSON_CATEGORIES),
    share: fc.integer({ min: 0, max: 4 }),
    isMakeUp: fc.boolean(),
    isCounted: fc.constantFrom(true, true, false),
  })
  const facts = fc.array(line, { maxLength: 15 }).map((lines) =>
    lines.map(({ start, length, share, isMakeUp, ...rest }, index): AttendanceFact => {
      const startsAt = new Date(at("2026-03-01", "00:00").getTime() + start * 1_800_000)
      const endsAt = new Date(startsAt.getTime() + length * 1_800_000)
      const periods = isMakeUp ? null : [{ startsAt, endsAt }]
      const minutes = Math.round((length * 30 * share) / 4)
      return { ...rest, id: `e${index}`, lessonId: `l${index}`, minutes, plannedHours: length / 2, heldOn: "2026-03-01", isMakeUp, replacesId: null, periods }
    }),
  )
  const change = fc.record({
    roundingDirection: fc.constantFrom("DOWN", "NEAREST", "UP"),
    dailyCapHours: fc.constantFrom(null, 8, 3),
    onlineCapHours: fc.constantFrom(null, 1),
    latesPerAbsence: fc.constantFrom(null, 2),
    dayTable: fc.constantFrom(null, { day: 8, halfDay: 4 }),
    makeUpFactor: fc.constantFrom(0, 0.5, 1),
  })
  const role = fc.constantFrom(...ROLES_IN_YEAR)

  it("the entries add up to the year, no step gives more than the one before, and order does not matter", () => {
    fc.assert(
      fc.property(facts, change, role, (given, options, as) => {
        const ruleSet = { ...rules, ...options } as RuleSet
        const year = annualHours(given, 2026, as, ruleSet)
        expect(year.entries.reduce((sum, { counted }) => sum + counted, 0)).toBe(Math.round(year.credited * 100))
        for (const entry of year.entries) {
          const [, , , rounded, ...after] = stepsOf(entry).map(({ value }) => value)
          expect([rounded, ...after]).toEqual([rounded, ...after].sort((a, b) => Number(b) - Number(a)))
        }
        expect(annualHours([...given].reverse(), 2026, as, ruleSet)).toEqual(year)
        expect(annualHours(given, 2026, as, ruleSet)).toEqual(year)
      }),
    )
  })

  it("lessons that earn are worth no more than the minutes somebody has: what two share is earned once", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const there = given
          .filter(({ isMakeUp }) => !isMakeUp)
          .map((one): AttendanceFact => ({ ...one, state: "PRESENT", category: "PARTY_LECTURE", isCounted: true }))
        const taken = new Set(
          there.flatMap(({ periods }) =>
            (periods ?? []).flatMap(({ startsAt, endsAt }) => {
              const halves: number[] = []
              for (let time = startsAt.getTime(); time < endsAt.getTime(); time += 1_800_000) halves.push(time)
              return halves
            }),
          ),
        )
        expect(yearOf(there, { dailyCapHours: null }).credited).toBeCloseTo(taken.size / 2, 6)
      }),
    )
  })

  it("more minutes of one lesson never earn less, where no other lesson is in the way", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("LATE", "LEFT_EARLY", "ONLINE" as const),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 120 }),
        change,
        (state, a, b, options) => {
          const of = (minutes: number) =>
            yearOf([fact("09:00", "11:00", { state: state as AttendanceFact["state"], minutes })], { ...options, latesPerAbsence: null } as Partial<RuleSet>)
              .credited
          expect(of(Math.max(a, b))).toBeGreaterThanOrEqual(of(Math.min(a, b)))
        },
      ),
    )
  })

  it("later parameters that are not named change no number", () => {
    const none = { dayTable: null, late: null, early: null, latesPerAbsence: null, onlineCapHours: null, onlineLadder: null, makeUp: null, proRata: null }
    fc.assert(
      fc.property(facts, role, (given, as) => {
        expect(annualHours(given, 2026, as, { ...rules, ...none })).toEqual(annualHours(given, 2026, as, rules))
      }),
    )
  })
})
