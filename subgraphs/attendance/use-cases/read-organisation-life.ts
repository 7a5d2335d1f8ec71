import type { AttendanceContext } from "../context.ts"
import { type LifeRow, type Quarter, lifeOf, wholeMonths } from "../domain/organisation-life.ts"
import type { GroundOfReport } from "./take-report-ground.ts"

type Sources = Pick<AttendanceContext, "organisationLife" | "dayOf">
type Asked = { ground: GroundOfReport; quarters: readonly Quarter[]; asOf: Date }

/**
 * Read how the next branches of a subtree met in some quarters of a year: rows by branch, then by quarter, after a branch's path. Quarters that had not begun are left out.
 *
 * Filing is judged by the figures of the organisation that is asked about, what is due by those of each branch.
 */
export async function readOrganisationLife(
  { organisationLife, dayOf }: Sources,
  { ground, quarters, asOf }: Asked,
  after: string | null,
  limit: number,
): Promise<LifeRow[]> {
  const today = dayOf(asOf)
  const begun = quarters.filter(({ from }) => from <= today)
  const [first, last] = [begun[0], begun.at(-1)]
  if (!first || !last) return []
  const branches = await organisationLife.findBranches({ path: ground.path, from: first.from, to: last.to }, after, limit)
  if (branches.length === 0) return []
  const { filedWithinDays, countsWorkingDays } = ground.rules.inspectionAt(ground.path, last.to)
  const figures = await organisationLife.findFigures({ branches, from: first.from, to: last.to, asOf, filedWithinDays, countsWorkingDays })
  const found = new Map(figures.map((one) => [`${one.organisationId} ${one.quarter}`, one]))
  return branches.flatMap(({ id, path, name, founded, ended }) =>
    begun
      .filter(({ from, to }) => (founded === null || founded <= to) && (ended === null || ended > from))
      .flatMap((quarter) => {
        const figure = found.get(`${id} ${quarter.quarter}`)
        if (!figure) return []
        const months = wholeMonths(quarter, { founded, ended, today: nextDay(today) })
        return [{ organisationId: id, path, name, quarter, ...lifeOf(figure, ground.rules.lifeAt(path, quarter.year), months) }]
      }),
  )
}

/** A month is over on its last day. */
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
