import { type WeeklyTime, covers, touches } from "./local-time.ts"

/** 可授课、优先、尽量避开: how a time of the week suits a teacher. */
export type AvailabilityKind = "AVAILABLE" | "PREFERRED" | "AVOIDED"
export type Availability = WeeklyTime & { kind: AvailabilityKind }

/**
 * Give the hours outside which a teacher cannot teach; none where the teacher is bound to none.
 *
 * Only 可授课 binds: who gives no such hours can teach at any time, whatever they like or avoid. Who gives some can teach then, and when they like to; times
 * that they would rather avoid add nothing: they must lie within.
 */
export function bindingHours<Time extends Availability>(hours: readonly Time[]): Time[] {
  return hours.some(({ kind }) => kind === "AVAILABLE") ? hours.filter(({ kind }) => kind !== "AVOIDED") : []
}

/** Say whether a teacher can teach in all these parts of days. */
export function canTeach(hours: readonly Availability[], spans: readonly WeeklyTime[]): boolean {
  const binding = bindingHours(hours)
  return binding.length === 0 || spans.every((span) => covers(binding, span))
}

/** Say whether a teacher would rather not teach at some time of these parts of days. */
export function avoids(hours: readonly Availability[], spans: readonly WeeklyTime[]): boolean {
  const avoided = hours.filter(({ kind }) => kind === "AVOIDED")
  return spans.some((span) => touches(avoided, span))
}

/** Say whether all these parts of days are times at which a teacher likes to teach. */
export function prefers(hours: readonly Availability[], spans: readonly WeeklyTime[]): boolean {
  const preferred = hours.filter(({ kind }) => kind === "PREFERRED")
  return preferred.length > 0 && spans.every((span) => covers(preferred, span))
}

/** Say whether two hours of a teacher may lie over each other: what is liked or avoided within what can be. */
export function mayLieOver(a: { kind: AvailabilityKind }, b: { kind: AvailabilityKind }): boolean {
  return a.kind !== b.kind && (a.kind === "AVAILABLE" || b.kind === "AVAILABLE")
}
