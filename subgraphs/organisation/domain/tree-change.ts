import type { FieldProblem } from "../../shared/result.ts"
import type { Kind, Level, Setting } from "./organisation.ts"

export type ChangeKind = "FOUND" | "RENAME" | "CHANGE_KIND" | "MOVE" | "MERGE" | "SPLIT" | "DISSOLVE"

/** How an organisation stood before or after a change; names are kept as they were written. */
export type Snapshot = { name: string; shortName: string; kind: Kind; level: Level; setting: Setting; parentId: string | null; superior: string | null }

/** One organisation that a change touched: `before` is null when it began with the change, `after` when it ended with it. */
export type ChangePart = { organisationId: string; before: Snapshot | null; after: Snapshot | null }

/** One decision that changed the tree. Ids are TypeIDs, `…On` days, `recordedAt` an instant in RFC 3339. */
export type OrganisationChange = {
  id: string
  kind: ChangeKind
  effectiveOn: string
  decidedOn: string | null
  documentNumber: string
  reason: string | null
  recordedAt: string
  recordedBy: string
}

/** What every decision on the tree is asked with. */
export type AskedDecision = {
  effectiveOn: string
  decidedOn?: string | null
  documentNumber: string
  reason?: string | null
  clientMutationKey?: string | null
}

export type Decision = { effectiveOn: string; decidedOn: string | null; documentNumber: string; reason: string | null }

const LONGEST = { name: 64, documentNumber: 64, reason: 2_000 }

/** Whatever is no character of a text: tabs and line ends are not for names, NUL is for nothing. */
const CONTROLS = /\p{Cc}/u
const CONTROLS_BUT_LINES = /[^\P{Cc}\n\t]/u

/** Find what is wrong with a decision, and give it trimmed. `dayField` is what the input calls the day of effect. */
export function readDecision(asked: AskedDecision, today: string, dayField = "effectiveOn"): { decision: Decision; problems: FieldProblem[] } {
  const documentNumber = asked.documentNumber.trim()
  const reason = asked.reason?.trim() || null
  const problems = [
    ...(asked.effectiveOn > today
      ? [{ path: dayField, message: "It lies in the future: record a change on the day on which it takes effect, or later." }]
      : []),
    ...(asked.decidedOn != null && asked.decidedOn > today
      ? [{ path: "decidedOn", message: "It lies in the future: what is not decided yet cannot be recorded." }]
      : []),
    ...textProblems("documentNumber", documentNumber, LONGEST.documentNumber, "Say the number of the document that decided it."),
    ...(reason !== null && (reason.length > LONGEST.reason || CONTROLS_BUT_LINES.test(reason))
      ? [{ path: "reason", message: `At most ${LONGEST.reason} characters, none of them a control character.` }]
      : []),
  ]
  return { decision: { effectiveOn: asked.effectiveOn, decidedOn: asked.decidedOn ?? null, documentNumber, reason }, problems }
}

/** Find what is wrong with the names of an organisation, and give them trimmed; without a short name the full name is the customary one. */
export function readNames(asked: { name: string; shortName?: string | null }): { names: { name: string; shortName: string }; problems: FieldProblem[] } {
  const name = asked.name.trim()
  const shortName = asked.shortName == null ? name : asked.shortName.trim()
  const problems = [
    ...textProblems("name", name, LONGEST.name, "Say the full name."),
    ...(asked.shortName == null ? [] : textProblems("shortName", shortName, LONGEST.name, "Say the short name, or leave it out.")),
  ]
  return { names: { name, shortName }, problems }
}

function textProblems(path: string, text: string, longest: number, whenEmpty: string): FieldProblem[] {
  if (text === "") return [{ path, message: whenEmpty }]
  if ([...text].length > longest) return [{ path, message: `At most ${longest} characters.` }]
  return CONTROLS.test(text) ? [{ path, message: "It contains a control character." }] : []
}
