import type { AttendanceState } from "./annual-hours.ts"

/** 签到表的一行: what was read of one person's line of a paper sheet. Two people a line are two, with a column each. */
export type PaperLine = {
  page: number
  line: number
  column: number
  writtenName: string | null
  /** Who it is; null while that is not known. */
  memberId: string | null
  isIllegible: boolean
  /** Signed. A name that was printed before and that nobody signed beside says nothing. */
  hasSigned: boolean
  arrivedAt: Date | null
  leftAt: Date | null
  remark: string | null
  /** When it was taken over into the sheet; null before. */
  appliedAt: Date | null
}

/** How far a line has come. */
export type PaperLineState = "APPLIED" | "READY" | "ILLEGIBLE" | "UNRESOLVED" | "NOT_SIGNED" | "CONTRADICTORY"

/** What a line says of its person: a state, or nothing, or two things at once. */
export type Said = AttendanceState | "NOTHING" | "CONTRADICTORY"

/** "Without having asked for leave" holds the words of leave and means the opposite. */
const NO_LEAVE = /(未|没有?|无|不)(曾|经|及时)?(办理|履行)?(请|告)?(病|事|公)?假(手续)?/gu
const LEAVE = /请假|告假|[病事公产年休婚丧]假|准假/u
const ABSENT = /缺席|缺勤|缺课|旷课|未到|没来|未参加|无故/u
const OBSERVER = /列席|旁听/u
const LATE = /迟到/u
const EARLY = /早退|提前离/u

type Marks = Pick<PaperLine, "hasSigned" | "arrivedAt" | "leftAt" | "remark">

/**
 * Say what a line comes to: who signed was there, LATE or LEFT_EARLY by the written times or, without them, by the remark; who did not is on leave or absent
 * where the remark says so. Neither signature nor remark says nothing: names are often printed before. A signature beside "on leave" says two things.
 */
export function saidBy({ hasSigned, arrivedAt, leftAt, remark }: Marks, { startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Said {
  const excuse = excuseIn(remark)
  if (!hasSigned) return excuse ?? "NOTHING"
  if (excuse) return "CONTRADICTORY"
  const words = remark ?? ""
  if (OBSERVER.test(words)) return "OBSERVER"
  if (arrivedAt ? arrivedAt > startsAt : LATE.test(words)) return "LATE"
  if (leftAt ? leftAt < endsAt : EARLY.test(words)) return "LEFT_EARLY"
  return "PRESENT"
}

/** Read leave or absence out of a remark; null where it speaks of neither. 未到，未请假 is an absence. */
export function excuseIn(remark: string | null): "ON_LEAVE" | "ABSENT" | null {
  const words = (remark ?? "").normalize("NFKC").replace(/\s/gu, "")
  const without = words.replace(NO_LEAVE, "")
  if (without !== words || ABSENT.test(without)) return LEAVE.test(without) ? "ON_LEAVE" : "ABSENT"
  return LEAVE.test(without) ? "ON_LEAVE" : null
}

/** Say how far a line has come. */
export function stateOf(line: PaperLine, lesson: { startsAt: Date; endsAt: Date }): PaperLineState {
  if (line.appliedAt) return "APPLIED"
  if (line.isIllegible) return "ILLEGIBLE"
  if (line.memberId === null) return "UNRESOLVED"
  const said = saidBy(line, lesson)
  if (said === "NOTHING") return "NOT_SIGNED"
  return said === "CONTRADICTORY" ? "CONTRADICTORY" : "READY"
}
