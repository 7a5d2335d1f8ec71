import { type YearFigures, type YearPlace, figuresOf, pathsEndingAt, sumUp } from "./year-figures.ts"

/** What some people come to, and how many of them miss the requirement at the pace kept: null where a year has not begun. */
type Sum = { own: YearFigures; behind: number | null }

/** An organisation as it stood, with what its own people come to; or, where a level is asked for, everybody below it. */
export type CompliancePlace = YearPlace & Sum

/**
 * A row of R02: an organisation with its own people (`isOwn`), or with everybody below it. `isTotal` tells that its people are in rows before it already. The
 * kind of the whole is not printed, and null.
 */
export type ComplianceRow = Omit<YearPlace, "kind" | "level"> & Sum & { kind: string | null; isOwn: boolean; isTotal: boolean }

/** Give one row for each organisation right below, and one for the own people of the one asked about, where it has any or has nothing below it. */
export function rowsBelow(places: readonly CompliancePlace[], askedPath: string): ComplianceRow[] {
  return places
    .map((place) => ({ ...place, isOwn: place.path === askedPath, isTotal: false }))
    .filter(({ isOwn, own }) => !isOwn || places.length === 1 || hasPeople(own))
}

/**
 * Give one row for the own people of each organisation that has any or has nothing below it, and behind what is below an organisation its total; all but that
 * of the whole. Places come in the order of their paths, each with its own people.
 */
export function rowsToBranches(places: readonly CompliancePlace[]): ComplianceRow[] {
  const byPath = new Map(places.map((place) => [place.path, place]))
  const totals = sumUp<CompliancePlace, Sum>(places, (place) => place, sumOf)
  return places.flatMap((place, at): ComplianceRow[] => {
    const ending = pathsEndingAt(places, at)
    const own = ending.includes(place.path) || hasPeople(place.own) ? [{ ...place, isOwn: true, isTotal: false }] : []
    const sums = ending.flatMap((path) => {
      const [one, total] = [byPath.get(path), totals.get(path)]
      return one && total && one !== place && one !== places[0] ? [{ ...one, ...total, isOwn: false, isTotal: true }] : []
    })
    return [...own, ...sums]
  })
}

/** Add up rows, each person once. */
export function wholeOf(rows: readonly ComplianceRow[]): Sum {
  return sumOf(rows.filter(({ isTotal }) => !isTotal))
}

function sumOf(parts: readonly Sum[]): Sum {
  const behind = parts.some((part) => part.behind === null) ? null : parts.reduce((sum, part) => sum + (part.behind ?? 0), 0)
  return { own: figuresOf(parts.map(({ own }) => own)), behind }
}

function hasPeople({ people, asides }: YearFigures): boolean {
  return people + asides > 0
}
