import { afterAll } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import type { ExportWork } from "../../subgraphs/attendance/use-cases/check-export-right.ts"
import { exportWorkOn } from "./export-work.ts"

/** The same for a test file, closed at its end. */
export function exportWorkFor(ownerUrl: string, now: () => Date, beforeRead?: (batches: number) => Promise<void>): ExportWork {
  const { surroundings, close } = exportWorkOn(appUrlsFrom(ownerUrl, {}).attendance, now, beforeRead)
  afterAll(close)
  return surroundings
}
