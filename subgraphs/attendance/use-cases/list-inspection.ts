import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { FINDING_KINDS, type Finding, type FindingKind, type FindingState } from "../domain/finding.ts"
import { askFindings } from "./ask-findings.ts"
import { takeAsOf } from "./take-as-of.ts"

type Asked = {
  organisation: string
  from: string
  to: string
  asOf?: Date | null
  kinds?: readonly FindingKind[] | null
  state?: FindingState | null
  first?: number | null
  after?: string | null
}
type Sources = Pick<AttendanceContext, "readablePlaces" | "findings" | "keptFindings" | "hourGrounds" | "now" | "unsettled" | "dayOf" | "instantOf">

const LONGEST_DAYS = 366

/**
 * List what inspectors find at the lessons of an organisation and everything below it, the latest lesson first; null where the viewer may not read it.
 *
 * All findings of the days are looked for with the first page, and kept for those that follow, which are as of the same moment.
 *
 * @throws {BadInput} for an id that is none, days out of order or more than a year, a moment that has not come, and a page that cannot be.
 */
export async function listInspection(sources: Sources, { organisation, from, to, kinds, state, ...asked }: Asked): Promise<Page<Finding> | null> {
  const organisationId = requireId("organisation", organisation, "organisation")
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 0 || days >= LONGEST_DAYS) throw new BadInput("to", "Argument `to` must not be before `from`, and at most a year later.")
  const request = pageRequest(asked, [isInstant, idOf("lesson"), isText, isInstant])
  const [, , , begun] = request.after ?? []
  const asOf = await takeAsOf(sources, asked.asOf ?? (begun === undefined ? null : new Date(begun)))
  const [place] = await sources.readablePlaces([organisationId])
  if (!place) return null
  const wanted = kinds && kinds.length > 0 ? kinds : null
  const looked = { ...(await askFindings(sources, { path: place.path, from, to, asOf })), kinds: wanted }
  const find = async () => (await sources.findings.find(looked)).sort(inOrder)
  const all = await sources.keptFindings.find(sources.findings.keyOf(looked), request.after !== null, find)
  const listed = all.filter(({ settlement }) => state == null || (settlement !== null) === (state === "SETTLED"))
  const after = request.after
  const begin = after ? listed.findIndex((finding) => compare(positionOf(finding), after) > 0) : 0
  const rest = begin < 0 ? [] : listed.slice(begin, begin + request.limit + 1)
  return pageOf<Finding>(
    rest,
    request.limit,
    (finding) => [...positionOf(finding), asOf.toISOString()],
    () => listed.length,
  )
}

function positionOf({ startsAt, lessonId, kind }: Finding): [string, string, string] {
  return [startsAt.toISOString(), lessonId, kind]
}

function inOrder(a: Finding, b: Finding): number {
  return compare(positionOf(a), positionOf(b))
}

/** The latest lesson first; at one moment by lesson, of one lesson in the order of the kinds. */
function compare(a: readonly string[], b: readonly string[]): number {
  if (a[0] !== b[0]) return (a[0] ?? "") < (b[0] ?? "") ? 1 : -1
  if (a[1] !== b[1]) return (a[1] ?? "") < (b[1] ?? "") ? -1 : 1
  const place = (kind: string | undefined) => FINDING_KINDS.findIndex((one) => one === kind)
  return place(a[2]) - place(b[2])
}
