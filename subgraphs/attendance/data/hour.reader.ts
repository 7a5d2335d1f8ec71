import type { Database } from "../../shared/database.ts"
import { findReadablePlaces } from "../../shared/scope.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createHourGroundRepository } from "./hour-ground.repository.ts"
import { createHoursRiskRepository } from "./hours-risk.repository.ts"
import { createRuleSetRepository } from "./rule-set.repository.ts"

/** What questions about hours and rules read, besides what goes through loaders. */
export function createHourReaders(database: Database, viewer: Viewer) {
  return {
    ruleSets: createRuleSetRepository(database),
    hoursRisks: createHoursRiskRepository(database, viewer),
    readablePlaces: (organisationIds: readonly string[]) => findReadablePlaces(database, viewer, organisationIds),
    hourGrounds: createHourGroundRepository(database.read),
  }
}
