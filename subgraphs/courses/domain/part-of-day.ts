/** 时段: when in the day a lesson begins. */
export type PartOfDay = "MORNING" | "AFTERNOON" | "EVENING"

/** The minutes of the day at which a part of it begins and ends. */
export const PARTS_OF_DAY: Record<PartOfDay, { fromMinute: number; toMinute: number }> = {
  MORNING: { fromMinute: 0, toMinute: 720 },
  AFTERNOON: { fromMinute: 720, toMinute: 1_080 },
  EVENING: { fromMinute: 1_080, toMinute: 1_440 },
}

/** Say in which part of the day a lesson is that begins at a minute of it. */
export function partOfDay(minute: number): PartOfDay {
  if (minute < PARTS_OF_DAY.AFTERNOON.fromMinute) return "MORNING"
  return minute < PARTS_OF_DAY.EVENING.fromMinute ? "AFTERNOON" : "EVENING"
}
