import { afterAll } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import type { Report, ReportKind, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { type ReportQuestion, askReport } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { digestReport } from "../../subgraphs/attendance/use-cases/digest-report.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { newId } from "../../subgraphs/shared/typeid.ts"
import type { Viewer } from "../../subgraphs/shared/viewer.ts"
import { NOW } from "./stack.ts"
import type { Place } from "./things.ts"

/** A report with everything that would be printed of it. */
export type Printed = { report: Report; rows: ReportRow[]; digest: string; lines: string[] }

/** Open reports as an export does, for an auditor of a place; null where there is none. `lines` are the cells of each row with commas between. */
export function printedReports(ownerUrl: string, now: Date = NOW) {
  const database = openDatabase(appUrlsFrom(ownerUrl, {}).attendance, { name: "reports", connections: 2, onError: () => undefined })
  afterAll(() => database.close())
  const createContext = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => now, keys: [], peopleKeys: [] })
  return async (at: Place, kind: ReportKind, question: Omit<ReportQuestion, "organisation">, organisation = at): Promise<Printed | null> => {
    const grants = [{ role: "AUDITOR" as const, organisationId: at.id, path: at.path }]
    const viewer: Viewer = { accountId: newId("account"), name: "审计员", memberId: null, homePath: null, grants }
    const asked = await askReport(createContext(viewer), kind, { ...question, organisation: organisation.id })
    if (!asked) return null
    const rows: ReportRow[] = []
    for await (const batch of asked.report.batches()) rows.push(...batch.rows)
    return { report: asked.report, rows, digest: await digestReport(asked.report), lines: rows.map(({ cells }) => cells.map((cell) => cell ?? "").join(",")) }
  }
}
