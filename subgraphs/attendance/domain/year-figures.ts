import { ancestorsAndSelf } from "../../shared/viewer.ts"
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
  return sumUp(places, ({ own }) => own, figuresOf)
}

/** Sum up a tree: what each place has of its own and what those below it come to, by path. Places come in the order of their paths. */
export function sumUp<Place extends { path: string }, Sum>(
  places: readonly Place[],
  ownOf: (place: Place) => Sum,
  sumOf: (parts: readonly Sum[]) => Sum,
): Map<string, Sum> {
  const totals = new Map<string, Sum>()
  const open: { path: string; parts: Sum[] }[] = []
  const close = () => {
    const done = open.pop()
    if (!done) return
    const total = sumOf(done.parts)
    totals.set(done.path, total)
    open.at(-1)?.parts.push(total)
  }
  for (const place of places) {
    while (open.length > 0 && !place.path.startsWith(open.at(-1)?.path ?? "")) close()
    open.push({ path: place.path, parts: [ownOf(place)] })
  }
  while (open.length > 0) close()
  return totals
}

/** Give the paths that end with a place of a tree, its own or the lowest first: nothing behind it is below them. */
export function pathsEndingAt(places: readonly { path: string }[], at: number): string[] {
  const [root = "", path = "", next = ""] = [places[0]?.path, places[at]?.path, places[at + 1]?.path]
  return ancestorsAndSelf(path)
    .filter((one) => one.startsWith(root) && !next.startsWith(one))
    .reverse()
}
