export type SheetState = "OPEN" | "CLOSED" | "APPROVED" | "REOPENED"

/** 签到表: counts of one lesson's sheet (persons). `unmarked` are expected people of whom nothing is recorded. */
export type Sheet = {
  lessonId: string
  state: SheetState
  expected: number
  present: number
  onLeave: number
  absent: number
  unmarked: number
  openedAt: Date
  closedAt: Date | null
}
