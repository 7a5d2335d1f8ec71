import type { AttendanceContext } from "../context.ts"
import type { Evidence } from "../domain/evidence.ts"

/** List the evidence that a record names, as far as the viewer may see it. One statement for all records of a request. */
export async function listEvidence({ loaders }: Pick<AttendanceContext, "loaders">, ids: readonly string[]): Promise<Evidence[]> {
  const found = await Promise.all(ids.map((id) => loaders.evidenceById.load(id)))
  return found.filter((one) => one !== null)
}
