import { type Chart, organisationChart } from "../domain/chart.ts"
import type { ComplianceReport } from "./open-compliance-report.ts"

/** Show the rates of R02 beside one another. */
export function showRates({ organisation, places }: Pick<ComplianceReport, "organisation" | "places">, year: number): Chart {
  const rows = places.map(({ name, isOwn, own }) => ({ name: isOwn ? `${name}（本级）` : name, people: own.people, compliant: own.compliant }))
  return organisationChart(organisation.name, year, rows)
}
