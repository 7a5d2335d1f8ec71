import type { RuleSet } from "../../subgraphs/attendance/domain/rule-set.ts"
import type { SealingKey } from "../../subgraphs/shared/sealed.ts"
import { checkCharacterOf } from "../../subgraphs/people/domain/national-id.ts"
import { dateText, dayOf, type Day, type Period, yearOf } from "./calendar.ts"
import type { CopyWriter } from "./copy-writer.ts"
import type { Sex } from "./given-names.ts"
import type { Ids } from "./ids.ts"
import type { CityPlan } from "./plan.ts"
import type { Chance } from "./random.ts"
import type { Sealing } from "./sealing.ts"

/** What every step of the making of a city shares. */
export type City = {
  seed: number
  members: number
  ids: Ids
  period: Period
  plan: CityPlan
  out: CopyWriter
  key: SealingKey
  ruleSets: { years: readonly [JudgedBy, JudgedBy] }
  /** Takes what is written into the ledger of attendance into seals. */
  sealing: Sealing
  /** Chance of what is on paper beside the facts: leave, make-up, sheets. */
  paperwork: Chance
  /** Staff by the path of their place. */
  staff: Map<string, Staff>
  /** Of what inspectors should find now and then, how much is still to come; and whose lesson somebody is to be named a second time for. */
  planted: Planted
  /** What was locked before today, and is corrected afterwards. */
  locked: { path: string; from: Day; to: Day }[]
  /** Who holds which post now, by organisation, while a community is being made. */
  seats: Map<string, { memberId: string; post: string; since: Day }[]>
  nextCode(): string
  nextLetter(started: Day): string
  nextCard(year: number): string
  nextFloatingMode(): FloatingMode
  nextMobile(): string
  /** A citizen's number of division 999999, which nobody has. */
  nextNationalId(birth: Day, sex: Sex): string
}
export type Planted = {
  left: Record<"AFTER_LOCK" | "CREDIT_ONLY" | "TWO_PLACES" | "TEACHER_IN_TWO_PLACES", number>
  teaching: { teacherId: string; venueId: string; day: Day; from: number; to: number } | null
}
/** An account that works somewhere, and the name beside it. */
export type Clerk = { id: string; name: string }
export type Staff = Record<"COORDINATOR" | "SECRETARY" | "RECORDER", Clerk>
/** 持证、转接、回审、风筝式: card, transfer, periodic review, kite. */
export type FloatingMode = "CARD" | "TRANSFER" | "PERIODIC_REVIEW" | "KITE"
export type JudgedBy = { id: string; ruleSet: RuleSet }

/** One turn of the four modes, in about the shares of practice: even the smallest city has them all. */
const MODES = [..."CPKTCCPCKCPCKCCPTCPK"].map((letter): FloatingMode =>
  letter === "C" ? "CARD" : letter === "P" ? "PERIODIC_REVIEW" : letter === "K" ? "KITE" : "TRANSFER",
)

/** Who works at a place, or at the next one above it that has staff. */
export function staffAt(city: City, path: string): Staff {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf(".", at.length - 2) + 1)) {
    const staff = city.staff.get(at)
    if (staff) return staff
  }
  throw new RangeError(`Nobody works at ${path} or above it.`)
}

/** Number people, cards, mobiles and citizens in the order in which they are invented. */
export function createCounters(): Pick<
  City,
  "planted" | "locked" | "seats" | "staff" | "nextCode" | "nextLetter" | "nextCard" | "nextFloatingMode" | "nextMobile" | "nextNationalId"
> {
  let people = 0
  let cards = 0
  let modes = 0
  let mobiles = 0
  const earliest = dayOf(1930, 1, 1)
  const born = new Uint16Array(2 * (dayOf(2040, 1, 1) - earliest))
  let letters = 0
  return {
    planted: { left: { AFTER_LOCK: 2, CREDIT_ONLY: 2, TWO_PLACES: 2, TEACHER_IN_TWO_PLACES: 2 }, teaching: null },
    locked: [],
    seats: new Map(),
    staff: new Map(),
    nextLetter: (started) => `柳组转〔${yearOf(started)}〕第${String((letters += 1)).padStart(5, "0")}号`,
    nextCode: () => `LZ${String((people += 1)).padStart(6, "0")}`,
    nextCard: (year) => `LD-${year}-${String((cards += 1)).padStart(4, "0")}`,
    nextFloatingMode: () => MODES[modes++ % MODES.length] as FloatingMode,
    nextMobile: () => `1990${String((mobiles += 1)).padStart(7, "0")}`,
    nextNationalId: (birth, sex) => {
      const at = 2 * (birth - earliest) + (sex === "MALE" ? 1 : 0)
      const sequence = 2 * (born[at] ?? 0) + (sex === "MALE" ? 1 : 0)
      if (sequence > 999) throw new RangeError(`More than 500 people of one sex were born on ${dateText(birth)}: the sample city is too large.`)
      born[at] = (born[at] ?? 0) + 1
      const digits = `999999${dateText(birth).replaceAll("-", "")}${String(sequence).padStart(3, "0")}`
      return digits + checkCharacterOf(digits)
    },
  }
}
