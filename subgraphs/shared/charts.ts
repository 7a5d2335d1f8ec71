/** The path under which the gateway gives charts out: `/charts/<KIND>.svg?organisation=…&year=…`. */
export const CHARTS_PATH = "/charts"

export type ChartAsked = { kind: string; organisation: string; year: number; asOf?: Date | null | undefined; rows?: string }

/** Write the address of a chart. */
export function chartUrl({ kind, organisation, year, asOf, rows }: ChartAsked): string {
  const query = new URLSearchParams({ organisation, year: String(year), ...(asOf ? { asOf: asOf.toISOString() } : {}), ...(rows ? { rows } : {}) })
  return `${CHARTS_PATH}/${kind}.svg?${query.toString()}`
}
