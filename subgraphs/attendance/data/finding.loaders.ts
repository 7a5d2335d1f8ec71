import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, perKey } from "../../shared/keyed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type FindingEvidence, type FindingKind } from "../domain/finding.ts"
import type { InspectionRules } from "../domain/inspection-rules.ts"
import { EVERYWHERE, createFindingRepository } from "./finding.repository.ts"

/** Any lesson of any time. */
const EVER = { path: EVERYWHERE, from: "1900-01-01", to: "9999-12-31" }

/** Gather what is asked about single findings: one statement a kind, whatever the number of lessons. */
export function createFindingLoaders(database: Database, viewer: Viewer, clock: { dayOf(instant: Date): string; timeZone: string }) {
  const findings = createFindingRepository(database, viewer, clock)
  return {
    /** The rows that show findings of a kind, as the books stood, by the figures that found them. */
    findingEvidenceByLesson: perKey(
      ({ kind, asOf, rules }: { kind: FindingKind; asOf: string; rules: InspectionRules }) =>
        new DataLoader<string, FindingEvidence[]>(async (lessonIds) => {
          const at = new Date(asOf)
          const asked = { ...EVER, asOf: at, today: clock.dayOf(at), rules, lessonIds }
          const rows = await findings.findEvidence(kind, lessonIds, asked)
          return groupedInKeyOrder(lessonIds, rows, ({ lessonId }) => lessonId).map((own) => own.map(({ evidence }) => evidence))
        }),
    ),
  }
}
