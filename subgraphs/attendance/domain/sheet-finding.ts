export const SHEET_RULES = [
  "LEAVE_AND_PRESENT",
  "WALK_INS_WAITING",
  "UNMARKED",
  "LATE_ENTRY",
  "BATCH_ENTRY",
  "OUTSIDE_WINDOW",
  "TWO_PLACES",
  "HOST_MISSING",
  "RECORDER_MISSING",
  "SUMMARY_MISSING",
  "PAPER_DIFFERS",
] as const
export type SheetRule = (typeof SHEET_RULES)[number]

/** 问题: something about a sheet that an inspector would ask about. */
export type SheetFinding = { rule: SheetRule; message: string }

/** What findings are made of, in persons, of one sheet. */
export type SheetFigures = {
  lessonId: string
  isHost: boolean
  isRecorder: boolean
  isSummary: boolean
  onLeaveAndThere: number
  walkIns: number
  unmarked: number
  enteredLate: number
  enteredAtOnce: number
  entered: number
  outsideWindow: number
  inTwoPlaces: number
}

/** Records are due within so many days of the lesson: customary where inspections are described (达川区: 3 days). */
export const DAYS_TO_ENTER = 3
/** So many marks, and more than half of all, in one minute of a later day are a batch written afterwards. */
export const SMALLEST_BATCH = 10
/** How long before the start somebody may be there: as long as codes hold at the door. */
export const EARLIEST_MINUTES = 60

/** Say what an inspector would ask about a sheet; at most one finding a rule. */
export function findingsOf(figures: SheetFigures): SheetFinding[] {
  const found: (SheetFinding | false)[] = [
    figures.onLeaveAndThere > 0 && {
      rule: "LEAVE_AND_PRESENT",
      message: `${people(figures.onLeaveAndThere)} on approved leave scanned the code: record what holds.`,
    },
    figures.walkIns > 0 && { rule: "WALK_INS_WAITING", message: `${people(figures.walkIns)} not on the list came: decide on them.` },
    figures.unmarked > 0 && { rule: "UNMARKED", message: `${people(figures.unmarked)} expected, and nothing is recorded of them.` },
    figures.enteredLate > 0 && {
      rule: "LATE_ENTRY",
      message: `${people(figures.enteredLate)} first recorded more than ${DAYS_TO_ENTER} days after the lesson.`,
    },
    figures.enteredAtOnce >= SMALLEST_BATCH &&
      figures.enteredAtOnce * 2 > figures.entered && {
        rule: "BATCH_ENTRY",
        message: `${people(figures.enteredAtOnce)} of ${figures.entered} recorded by hand within one minute on a later day.`,
      },
    figures.outsideWindow > 0 && {
      rule: "OUTSIDE_WINDOW",
      message: `${people(figures.outsideWindow)} came more than ${EARLIEST_MINUTES} minutes before the start, or after the end.`,
    },
    figures.inTwoPlaces > 0 && { rule: "TWO_PLACES", message: `${people(figures.inTwoPlaces)} present at another lesson in the same minutes.` },
    !figures.isHost && { rule: "HOST_MISSING", message: "Nobody wrote down who led the lesson (主持人)." },
    !figures.isRecorder && { rule: "RECORDER_MISSING", message: "Nobody wrote down who recorded it (记录人)." },
    !figures.isSummary && { rule: "SUMMARY_MISSING", message: "Nothing is written down of what was said (会议记录)." },
  ]
  return found.filter((finding) => finding !== false)
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} persons`
}
