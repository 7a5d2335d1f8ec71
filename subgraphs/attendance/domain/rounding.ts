import type { RuleSet } from "./rule-set.ts"

/** Round hundredths of an hour to the rule set's step, in its direction; never below nothing (U4: half an hour is the usual step). */
export function inSteps(hundredths: number, { roundingStep, roundingDirection }: Pick<RuleSet, "roundingStep" | "roundingDirection">): number {
  const step = Math.round(roundingStep * 100)
  // Nine decimals are kept: 1.15 hours of 60 minutes must not fall to the step below by a binary fraction.
  const steps = Math.round((hundredths / step) * 1e9) / 1e9
  const whole = roundingDirection === "DOWN" ? Math.floor(steps) : roundingDirection === "UP" ? Math.ceil(steps) : Math.round(steps)
  return Math.max(0, whole * step)
}
