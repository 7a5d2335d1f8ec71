import type { AttendanceContext } from "../context.ts"
import type { Finding } from "../domain/finding.ts"
import { askFindings } from "./ask-findings.ts"

/** Read one finding as it stands now; null where there is no such finding for the viewer, or no longer. */
export async function readFinding(
  sources: Pick<AttendanceContext, "findings" | "hourGrounds" | "now" | "dayOf" | "instantOf">,
  id: string,
): Promise<Finding | null> {
  const place = await sources.findings.findPlace(id)
  if (!place) return null
  const day = sources.dayOf(place.startsAt)
  const asked = await askFindings(sources, { path: place.organisationPath, from: day, to: day, asOf: sources.now(), lessonIds: [place.lessonId] })
  const [finding] = await sources.findings.find({ ...asked, kinds: [place.kind] })
  return finding ?? null
}
