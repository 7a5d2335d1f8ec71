import { afterAll } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import type { ReportKind, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { askReport, type ReportQuestion } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { digestReport } from "../../subgraphs/attendance/use-cases/digest-report.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { createViewerSource } from "../../subgraphs/shared/viewer-source.ts"
import { CITY_KEY } from "./database.ts"
import { NOW } from "./stack.ts"
import type { Place } from "./things.ts"
import type { World } from "./world.ts"

/** Read reports whole, as exports and packages do: under the subgraph's own role, for whoever signs in under a subject. */
export function reportsIn(ownerUrl: string, now: () => Date = () => NOW) {
  const { attendance } = appUrlsFrom(ownerUrl, {})
  const database = openDatabase(attendance, { name: "reports", connections: 2, onError: () => undefined })
  afterAll(() => database.close())
  const keys = [parseSealingKey(CITY_KEY, "attendance")]
  const createContext = createContextFactory({ database, timeZone: "Asia/Shanghai", now, keys, peopleKeys: keys })
  return async (subject: string, kind: ReportKind, question: ReportQuestion) => {
    const viewer = await createViewerSource(database, 0).find(subject)
    if (!viewer) throw new Error(`nobody signs in under ${subject}`)
    const asked = await askReport(createContext(viewer), kind, question)
    if (!asked) return null
    const { report } = asked
    const rows: ReportRow[] = []
    const positions: { after: string; rows: number }[] = []
    for await (const batch of report.batches()) {
      rows.push(...batch.rows)
      positions.push({ after: batch.position, rows: rows.length })
    }
    return {
      report,
      rows,
      /** Each line as text, the way a CSV has it: `ROW 一支部 3 0 …`; what is unknown is a dash. */
      lines: rows.map(({ kind: line, cells }) => [line, ...cells.map((cell) => cell ?? "-")].join(" ")),
      keys: rows.map(({ key }) => key),
      gaps: await report.gaps(),
      count: await report.count(),
      digest: await digestReport(report),
      /** What follows each position of a batch, to be compared with the rest of the rows. */
      async restsAfterPositions() {
        const rests = []
        for (const { after, rows: read } of positions) {
          const rest: ReportRow[] = []
          for await (const batch of report.batches(after)) rest.push(...batch.rows)
          rests.push({ rest, expected: rows.slice(read) })
        }
        return rests
      },
    }
  }
}

/** Add organisations whose lines come in this order: reports follow the tree, whose paths are made up at random in worlds. */
export async function inTreeOrder(world: World, parent: Place, names: readonly string[], overrides: { kind?: string; level?: string } = {}): Promise<Place[]> {
  const places: Place[] = []
  for (const name of names) places.push(await world.organisation(parent, { ...overrides, name }))
  places.sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const [at, place] of places.entries()) {
    place.name = names[at] as string
    await world.client.query("UPDATE organisation.organisation SET name = $2 WHERE id = $1", [place.uuid, place.name])
    await world.client.query("UPDATE organisation.organisation_version SET name = $2 WHERE organisation_id = $1", [place.uuid, place.name])
  }
  return places
}
