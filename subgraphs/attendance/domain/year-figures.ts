import { rateOf } from "./report.ts"

/**
 * What the accounts of a year come to for some people. `people` is the denominator: persons of whom something is required; `asides` have an account and are in
 * no denominator. Hours are those of the denominator. A surplus of one never fills another's gap.
 */
export type YearFigures = {
  people: number
  compliant: number
  leaders: number
  leadersCompliant: number
  asides: number
  required: number
  intensive: number
  collective: number
  onlineRaw: number
  onlineCounted: number
  makeUp: number
  credited: number
  gap: number
}

export const FIGURES = [
  "people",
  "compliant",
  "leaders",
  "leadersCompliant",
  "asides",
  "required",
  "intensive",
  "collective",
  "onlineRaw",
  "onlineCounted",
  "makeUp",
  "credited",
  "gap",
] as const satisfies readonly (keyof YearFigures)[]

/** Add up figures of people who have nobody in common. Hours have two decimals: no sum depends on binary fractions. */
export function figuresOf(parts: readonly YearFigures[]): YearFigures {
  const sums = FIGURES.map((name) => [name, Math.round(parts.reduce((sum, part) => sum + Math.round(part[name] * 100), 0)) / 100])
  return Object.fromEntries(sums) as YearFigures
}

/** 达标率: who complied of whom something is required, in per cent; null where nothing is required of anybody. */
export function complianceRate({ people, compliant }: Pick<YearFigures, "people" | "compliant">): number | null {
  return rateOf(compliant, people)
}

/** 人均学时: credited hours a person of the denominator, half up to one decimal; null where there is nobody. */
export function averageHours({ people, credited }: Pick<YearFigures, "people" | "credited">): number | null {
  return people > 0 ? Math.round(Math.round(credited * 100) / people / 10 + 1e-9) / 10 : null
}

/** An organisation as it stood, with what its own people's year comes to; those below it are apart. */
export type YearPlace = { id: string; path: string; name: string; kind: string; level: string; own: YearFigures }

/** Add to each organisation what those below it come to, by path. Organisations come in the order of their paths. */
export function totalsOf(places: readonly YearPlace[]): Map<string, YearFigures> {
  const totals = new Map<string, YearFigures>()
  const open: { path: string; parts: YearFigures[] }[] = []
  const close = () => {
    const done = open.pop()
    if (!done) return
    const total = figuresOf(done.parts)
    totals.set(done.path, total)
    open.at(-1)?.parts.push(total)
  }
  for (const { path, own } of places) {
    while (open.length > 0 && !path.startsWith(open.at(-1)?.path ?? "")) close()
    open.push({ path, parts: [own] })
  }
  while (open.length > 0) close()
  return totals
}
