/** Someone elected in a round, as far as the books know them: the day of birth, and education by GB/T 4658 (two digits). */
export type Elected = { birthOn: string | null; education: string | null }

/** 领导班子统计: who was elected, in figures. Null is unknown, which is not zero; shares are in per cent. */
export type LeadershipStatistics = {
  counted: number
  unknown: number
  averageAge: number | null
  averageAgeChange: number | null
  collegeOrAboveShare: number | null
  collegeOrAboveChangePoints: number | null
  collegeOrAboveChangePercent: number | null
}

/** An exact fraction: figures are rounded once, at the end. */
type Fraction = { over: number; under: number }

/**
 * Count who was elected on a day, and how that changed against the round before (null: none is known).
 *
 * Age is in completed years (周岁) on the day of each election. College or above is 10 to 39 of GB/T 4658: graduate, bachelor,
 * college. Reports say "+22%" without saying of what: the change is given in percentage points and in per cent of the former share.
 * Null when nobody was elected of whom anything is known.
 */
export function leadershipOf(round: { heldOn: string; elected: readonly Elected[] }, previous: typeof round | null): LeadershipStatistics | null {
  const now = measure(round)
  const before = previous && measure(previous)
  if (!now.age && !now.share) return null
  const ages = now.age && before?.age ? { now: now.age, before: before.age } : null
  const shares = now.share && before?.share ? { now: now.share, before: before.share } : null
  return {
    counted: round.elected.length - now.unknown,
    unknown: now.unknown,
    averageAge: now.age && rounded(now.age),
    averageAgeChange: ages && rounded(minus(ages.now, ages.before)),
    collegeOrAboveShare: now.share && rounded(percent(now.share)),
    collegeOrAboveChangePoints: shares && rounded(percent(minus(shares.now, shares.before))),
    collegeOrAboveChangePercent: shares && shares.before.over > 0 ? rounded(percent(relative(shares.now, shares.before))) : null,
  }
}

/** Give somebody's age on a day in completed years. Whoever was born on 29 February completes a year on 1 March where there is none. */
export function ageOn(birthOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return day.slice(5) < birthOn.slice(5) ? years - 1 : years
}

function measure({ heldOn, elected }: { heldOn: string; elected: readonly Elected[] }): { age: Fraction | null; share: Fraction | null; unknown: number } {
  const ages = elected.flatMap(({ birthOn }) => (birthOn === null ? [] : [ageOn(birthOn, heldOn)]))
  const educations = elected.flatMap(({ education }) => (isEducation(education) ? [education] : []))
  const college = educations.filter((code) => code < "40")
  return {
    age: ages.length === 0 ? null : { over: ages.reduce((sum, age) => sum + age, 0), under: ages.length },
    share: educations.length === 0 ? null : { over: college.length, under: educations.length },
    unknown: elected.filter(({ birthOn, education }) => birthOn === null || !isEducation(education)).length,
  }
}

function isEducation(code: string | null): code is string {
  return code !== null && /^[1-9]\d$/.test(code)
}

function minus(a: Fraction, b: Fraction): Fraction {
  return { over: a.over * b.under - b.over * a.under, under: a.under * b.under }
}

function relative(now: Fraction, before: Fraction): Fraction {
  const change = minus(now, before)
  return { over: change.over * before.under, under: change.under * before.over }
}

function percent({ over, under }: Fraction): Fraction {
  return { over: over * 100, under }
}

/** Round half-up to one decimal; a fall is rounded like a rise, away from zero. */
function rounded({ over, under }: Fraction): number {
  const tenths = Math.floor((20 * Math.abs(over) + under) / (2 * under))
  return tenths === 0 ? 0 : (Math.sign(over) * tenths) / 10
}
