import type { Decision } from "./credit.ts"
import type { HourEntry, HourStep } from "./hour-entry.ts"
import type { RuleSet } from "./rule-set.ts"

type Entry = Pick<HourEntry, "decision" | "bucket" | "rounded" | "apart" | "withinLesson" | "capped" | "counted">
type Owed = { required: number; isRequired: boolean }

const DECISIONS: Record<Decision, (rules: RuleSet) => string> = {
  NOT_COUNTED: () => "The lesson or training is marked as not counting towards the annual task.",
  CATEGORY_COUNTS_NOT: () => "The rule set counts this category as nothing.",
  THROUGHOUT: () => "There throughout: all of what was planned.",
  WITHIN_GRACE: ({ lateGraceMinutes, late, early }) =>
    late || early
      ? `Late within ${late?.graceMinutes ?? lateGraceMinutes} minutes, or left within ${early?.graceMinutes ?? lateGraceMinutes} before the end: costs nothing.`
      : `Missed no more than ${lateGraceMinutes} minutes: costs nothing.`,
  BY_THE_MINUTE: () => "There for a part: by the minute.",
  IN_PROPORTION: () => "There for a part: in proportion to the lesson's length.",
  COUNTS_AS_ABSENT: ({ late, early }) =>
    `Late by more than ${late?.absentBeyondMinutes ?? "–"}, or gone by more than ${early?.absentBeyondMinutes ?? "–"} minutes too soon: counts as absent.`,
  LATES_MAKE_ABSENCE: ({ latesPerAbsence }) => `Every ${latesPerAbsence ?? "–"} latenesses count as one absence; this is the one.`,
  ONLINE_LADDER: ({ onlineLadder }) => (onlineLadder ?? []).map(({ fromMinutes, hours }) => `from ${fromMinutes} minutes ${hours}`).join(", "),
  BY_THE_DAYS: ({ dayTable }) => (dayTable ? `By its days in this year, at most ${dayTable.day} a day.` : "By its days in this year."),
}

/** Say which parameter decided a step; null for what is only counted, and where nothing changed. */
export function noteOf(step: HourStep, entry: Entry, rules: RuleSet, owed: Owed): string | null {
  switch (step) {
    case "CREDITABLE":
      return DECISIONS[entry.decision](rules)
    case "RAW":
      return `${rules.minutesPerHour} minutes are one study hour.`
    case "ROUNDED": {
      const rounding = `In steps of ${rules.roundingStep}, ${rules.roundingDirection.toLowerCase()}.`
      return entry.bucket === "MAKE_UP" && rules.makeUpFactor !== 1 ? `A make-up is worth ${rules.makeUpFactor}. ${rounding}` : rounding
    }
    case "OVERLAP":
      return entry.apart < entry.rounded ? "Earned already in the same minutes by another lesson." : null
    case "LESSON_CAP":
      return entry.withinLesson < entry.apart ? "A lesson never earns more than it was planned with." : null
    case "DAILY_CAP":
      return entry.capped < entry.withinLesson ? `At most ${rules.dailyCapHours} hours a day.` : null
    case "ONLINE_CAP":
      return entry.counted < entry.capped ? onlineNote(rules, owed) : null
    case "MINUTES":
    case "COUNTED":
      return null
  }
}

function onlineNote({ onlineCapShare, onlineCapHours }: RuleSet, { required }: Owed): string {
  const caps = [
    ...(onlineCapShare === null ? [] : [`${Math.round(onlineCapShare * 10_000) / 100}% of ${required} hours`]),
    ...(onlineCapHours == null ? [] : [`${onlineCapHours} hours`]),
  ]
  return `Online hours count up to ${caps.join(" and ")}.`
}
